namespace ClothesClassification.Cli.Remote;

/// <summary>The API cannot be used, whatever the photo: another photo would fare no better.</summary>
internal sealed class EndpointException(string message) : Exception(message);
