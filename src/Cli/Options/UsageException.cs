namespace ClothesClassification.Cli.Options;

/// <summary>What was asked for makes no sense, as the message says.</summary>
internal sealed class UsageException(string message) : Exception(message);
