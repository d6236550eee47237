namespace ClothesClassification.Cli.Options;

/// <summary>The command line cannot be carried out; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
