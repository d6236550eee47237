using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace ClothesClassification.LambdaHost.Fetching;

/// <summary>
/// Brings the host of a URL into one form: lower case, ASCII (punycode), no trailing dot. What is checked is then what is
/// resolved, and no reader further on can take it for another host.
/// </summary>
internal static class HostName
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>Other full stops that IDNA takes for a dot: ideographic, fullwidth, halfwidth ideographic (RFC 3490, 3.1).</summary>
    private static readonly SearchValues<char> OtherDots = SearchValues.Create("\u3002\uFF0E\uFF61");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The host in its one form.</summary>
    /// <param name="text">A name or an IPv4 address; IPv6 is not read here.</param>
    /// <exception cref="FetchException">The host is not valid.</exception>
    public static string Normalise(string text)
    {
        if (text.Length == 0)
            throw FetchErrors.InvalidUrl("has no host");
        var host = Ascii.IsValid(text) ? text.ToLowerInvariant() : ToAscii(text);
        if (host.EndsWith('.'))
            host = host[..^1];
        if (host.Length > MaxLength || !host.Split('.').All(IsLabel))
            throw FetchErrors.InvalidUrl("has a host that is not a valid name");
        if (!EndsInNumber(host))
            return host;
        // Other notations are refused, not converted: readers disagree about them, and no one writes them in good faith.
        if (!IPAddress.TryParse(host, out var address) || address.ToString() != host)
            throw FetchErrors.InvalidUrl(
                "has a number for a host; write an IPv4 address as four decimal numbers, as in 192.0.2.1"
            );
        return host;
    }

    /// <summary>
    /// Punycode. The runtime has no Unicode normalisation here (InvariantGlobalization), so characters that only
    /// normalisation would make into letters, digits or dots are refused.
    /// </summary>
    private static string ToAscii(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && OtherDots.Contains((char)rune.Value))
                name.Append('.');
            else if (rune.Value is '.' or '-' || IsLetterOrDigit(rune))
                name.Append(Rune.ToLowerInvariant(rune).ToString());
            else
                throw FetchErrors.InvalidUrl("has a host with characters that names cannot have");
        }

        try
        {
            var ascii = name.ToString();
            return Ascii.IsValid(ascii) ? ascii : new IdnMapping { UseStd3AsciiRules = true }.GetAscii(ascii);
        }
        catch (ArgumentException)
        {
            throw FetchErrors.InvalidUrl("has a host that is not a valid international name");
        }
    }

    private static bool IsLetterOrDigit(Rune rune) =>
        rune.Value is not (>= 0xFB00 and <= 0xFFFF) // ligatures, presentation and fullwidth forms
        && rune.Value is not (>= 0x1D400 and <= 0x1D7FF) // mathematical letters and digits
        && rune.Value is not (0xAA or 0xBA) // ordinal indicators
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.LowercaseLetter
                or UnicodeCategory.UppercaseLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.DecimalDigitNumber;

    /// <summary>
    /// Whether the last label is a number, in which case the whole name can only be an IPv4 address in some notation
    /// (https://url.spec.whatwg.org/#ends-in-a-number-checker): 127.1, 0x7f000001, 2130706433.
    /// </summary>
    private static bool EndsInNumber(string host)
    {
        var last = host.AsSpan(host.LastIndexOf('.') + 1);
        return last.IndexOfAnyExceptInRange('0', '9') < 0
            || (last.StartsWith("0x") && last[2..].IndexOfAnyExcept(HexDigits) < 0);
    }

    /// <summary>Letters, digits, hyphens inside, and the underscores that some real hosts have.</summary>
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
