namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>AWS refused something, or cannot be reached; the message says what to do.</summary>
internal sealed class AwsException(string message) : Exception(message);
