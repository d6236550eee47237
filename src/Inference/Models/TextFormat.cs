namespace ClothesClassification.Inference.Models;

/// <summary>
/// How a text of a manifest has to look: the pattern of model.schema.json, and the same check by hand, as the first use of a
/// regular expression takes milliseconds of a cold start (docs/cold-start.md). A test compares the two.
/// </summary>
/// <param name="Pattern">The regular expression of the schema.</param>
/// <param name="Matches">Whether a text matches it.</param>
internal sealed record TextFormat(string Pattern, Predicate<string> Matches)
{
    private static readonly char[] ForeignToPaths = ['\\', ':', '\0', '\n'];

    /// <summary>A path inside the model folder, with forward slashes.</summary>
    public static TextFormat RelativePath { get; } =
        new(
            @"^(?!/)(?!.*(^|/)\.\.(/|$))(?!.*[\\:\x00]).+$(?!\n)",
            text =>
                text.Length > 0
                && text[0] != '/'
                && text.AsSpan().IndexOfAny(ForeignToPaths) < 0
                && !text.Split('/').Contains("..")
        );

    /// <summary>A semantic version.</summary>
    public static TextFormat Version { get; } =
        new(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$(?!\n)", IsVersion);

    /// <summary>The name of a precision.</summary>
    public static TextFormat Precision { get; } =
        new(
            "^[a-z0-9][a-z0-9-]*$(?!\\n)",
            text => text.Length > 0 && text[0] != '-' && text.All(c => char.IsAsciiLetterLower(c) || IsDigitOrHyphen(c))
        );

    /// <summary>A SHA-256.</summary>
    public static TextFormat Hash { get; } =
        new("^[0-9a-f]{64}$(?!\\n)", text => text.Length == 64 && text.All(char.IsAsciiHexDigitLower));

    /// <summary>A colour.</summary>
    public static TextFormat Color { get; } =
        new(
            "^#[0-9A-Fa-f]{6}$(?!\\n)",
            text => text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit)
        );

    private static bool IsVersion(string text)
    {
        // Build metadata may contain hyphens, a pre-release no plus sign.
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var version = plus < 0 ? text : text[..plus];
        var hyphen = version.IndexOf('-', StringComparison.Ordinal);
        var numbers = (hyphen < 0 ? version : version[..hyphen]).Split('.');
        return numbers.Length == 3
            && numbers.All(number => number.Length > 0 && number.All(char.IsAsciiDigit))
            && (plus < 0 || AreIdentifiers(text[(plus + 1)..]))
            && (hyphen < 0 || AreIdentifiers(version[(hyphen + 1)..]));
    }

    private static bool AreIdentifiers(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetter(c) || IsDigitOrHyphen(c) || c == '.');

    private static bool IsDigitOrHyphen(char c) => char.IsAsciiDigit(c) || c == '-';
}
