using System.Globalization;
using System.Text;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>Reads names in a Content-Disposition, in each of the ways in which clients write them.</summary>
internal static class FileName
{
    /// <summary>The file's name: <c>filename*</c> where it can be read, else <c>filename</c>; empty where there is none.</summary>
    public static string Of(MediaType disposition) =>
        Extended(disposition.Parameter("filename*")) ?? Of(disposition, "filename");

    /// <summary>A name in quotes, in which browsers write a quote as <c>%22</c>.</summary>
    public static string Of(MediaType disposition, ReadOnlySpan<char> parameter) =>
        Unescape(disposition.Parameter(parameter)).Replace("%22", "\"", StringComparison.Ordinal);

    /// <summary>
    /// A backslash escapes a quote or a backslash: RFC 9110, section 5.6.4. Before any other letter it is one itself, as in
    /// paths that old browsers send.
    /// </summary>
    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
            return text.ToString();
        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
                i++;
            name.Append(text[i]);
        }

        return name.ToString();
    }

    /// <summary>RFC 8187: <c>UTF-8'en'na%C3%AFve.jpg</c>.</summary>
    private static string? Extended(ReadOnlySpan<char> value)
    {
        var first = value.IndexOf('\'');
        var second = first < 0 ? -1 : value[(first + 1)..].IndexOf('\'');
        if (second < 0)
            return null;
        var charset = value[..first];
        var encoding =
            charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8
            : charset.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1
            : null;
        var text = Encoding.UTF8.GetBytes(value[(first + second + 2)..].ToString());
        return encoding is null || text.Length == 0 ? null : encoding.GetString(text, 0, DecodePercent(text));
    }

    private static int DecodePercent(byte[] text)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var escaped =
                text[i] == '%'
                && i + 2 < text.Length
                && char.IsAsciiHexDigit((char)text[i + 1])
                && char.IsAsciiHexDigit((char)text[i + 2]);
            text[length++] = escaped
                ? byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : text[i];
            if (escaped)
                i += 2;
        }

        return length;
    }
}
