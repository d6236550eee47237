namespace ClothesClassification.LambdaHost.Requests;

/// <summary>A Content-Type: RFC 9110, section 8.3.</summary>
internal readonly ref struct MediaType
{
    private readonly ReadOnlySpan<char> parameters;

    public MediaType(string value)
    {
        var end = value.IndexOf(';', StringComparison.Ordinal);
        Name = value.AsSpan(0, end < 0 ? value.Length : end).Trim();
        parameters = end < 0 ? default : value.AsSpan(end + 1);
    }

    /// <summary>Type and subtype, such as image/jpeg; empty where there is none.</summary>
    public ReadOnlySpan<char> Name { get; }

    public bool Is(ReadOnlySpan<char> name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public bool IsJson => Is("application/json") || Name.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the content is taken as a photo, whose bytes then say what it is: their format is what counts, and names
    /// such as image/jpg, or what object stores call everything, say little about it.
    /// </summary>
    public bool IsPhoto =>
        Name.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
        || Is("application/octet-stream")
        || Is("binary/octet-stream");

    /// <summary>Value of a parameter, without quotes but with its escapes; empty where there is none.</summary>
    public ReadOnlySpan<char> Parameter(ReadOnlySpan<char> name)
    {
        var rest = parameters;
        while (true)
        {
            var equals = rest.IndexOf('=');
            if (equals < 0)
                return default;
            var found = rest[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
            rest = rest[(equals + 1)..].TrimStart();
            // A value is a word up to the next semicolon, or quoted text, which can hold semicolons.
            var quote = rest.StartsWith("\"") ? ClosingQuote(rest[1..]) : -1;
            var end = rest[(quote + 1)..].IndexOf(';');
            var value = end < 0 ? rest : rest[..(quote + 1 + end)];
            if (found)
                return quote < 0 ? value.Trim() : rest.Slice(1, quote);
            if (end < 0)
                return default;
            rest = rest[(quote + 1 + end + 1)..];
        }
    }

    /// <summary>The first quote that is not escaped; the first of all where a path such as C:\ seems to escape the last.</summary>
    private static int ClosingQuote(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i;
            if (text[i] == '\\')
                i++;
        }

        return text.IndexOf('"');
    }
}
