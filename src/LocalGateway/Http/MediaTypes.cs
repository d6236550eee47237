namespace ClothesClassification.LocalGateway.Http;

/// <summary>Compares media types as API Gateway does.</summary>
internal static class MediaTypes
{
    /// <summary>What a request or answer without Content-Type is taken for.</summary>
    public const string Default = "application/json";

    /// <summary>All media types.</summary>
    public const string Any = "*/*";

    /// <summary>The first type of an Accept or Content-Type header, in lower case and without parameters; null: none.</summary>
    public static string? First(string? header)
    {
        if (header is null)
            return null;
        var first = header.AsSpan();
        var end = first.IndexOfAny(',', ';');
        if (end >= 0)
            first = first[..end];
        first = first.Trim();
        return first.IsEmpty ? null : first.ToString().ToLowerInvariant();
    }

    /// <summary>Whether one of the binary media types covers a type.</summary>
    public static bool IsBinary(IReadOnlyList<string> binaryTypes, string? type)
    {
        if (type is null)
            return false;
        foreach (var binary in binaryTypes)
        {
            if (binary == Any || binary.Equals(type, StringComparison.OrdinalIgnoreCase))
                return true;
            if (
                binary.EndsWith("/*", StringComparison.Ordinal)
                && type.StartsWith(binary.AsSpan(0, binary.Length - 1), StringComparison.OrdinalIgnoreCase)
            )
                return true;
        }

        return false;
    }
}
