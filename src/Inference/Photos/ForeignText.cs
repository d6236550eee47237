using System.Text.Unicode;

namespace ClothesClassification.Inference.Photos;

/// <summary>Names the kind of a text that was sent instead of a photo.</summary>
internal static class ForeignText
{
    /// <summary>How much is looked at.</summary>
    private const int MaxLength = 1024;

    /// <returns>null if it is not text.</returns>
    public static string? Name(ReadOnlySpan<byte> file)
    {
        var text = file[..Math.Min(file.Length, MaxLength)];
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return "UTF-16 text";
        var start = text.TrimStart(" \t\r\n\uFEFF"u8);
        if (start.StartsWith("<"u8))
            return NameMarkup(start);
        if (start.StartsWith("{"u8) || start.StartsWith("["u8))
            return "JSON";
        if (start.StartsWith("data:"u8))
            return "a data: URL";
        // How a JPEG, a PNG, a WebP and a GIF begin in base64.
        if (
            start.StartsWith("/9j/"u8)
            || start.StartsWith("iVBORw0KGgo"u8)
            || start.StartsWith("UklGR"u8)
            || start.StartsWith("R0lGOD"u8)
        )
            return "base64 text";
        return IsText(text) ? "plain text" : null;
    }

    // SVG may stand behind a declaration, comments and a document type.
    private static string NameMarkup(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("<svg"u8) >= 0 && text.IndexOf("<html"u8) < 0)
            return "SVG";
        return text.StartsWith("<?xml"u8) ? "XML" : "HTML";
    }

    private static bool IsText(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (b < ' ' && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f'))
                return false;
        }

        // The last character may be cut.
        for (var cut = 0; cut < 4 && cut < text.Length; cut++)
        {
            if (Utf8.IsValid(text[..^cut]))
                return true;
        }

        return false;
    }
}
