namespace ClothesClassification.LocalGateway.Description;

/// <summary>A description that cannot be served. The message is one sentence: where, what was found, what is expected.</summary>
public sealed class ApiDescriptionException : Exception
{
    internal ApiDescriptionException(string file, string field, string found, string expected, Exception? cause = null)
        : base($"{file}: {field}: found {found}; expected {expected}.", cause) { }
}
