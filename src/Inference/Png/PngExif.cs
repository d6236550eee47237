using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// Finds Exif data in a PNG: in its own chunk (W3C, Portable Network Graphics (Third Edition), 11.3.4.5), or as ImageMagick
/// and ExifTool wrote it before there was one: hexadecimal, in a text whose keyword is a "raw profile".
/// </summary>
internal static class PngExif
{
    /// <summary>Text that is inflated at most: the 64 KB of Exif data that a JPEG's segment can have, in hexadecimal.</summary>
    private const int MaxText = 160 * 1024;

    /// <summary>Raw profiles that are looked at: each costs the inflating of a text.</summary>
    private const int MaxProfiles = 4;

    /// <param name="file">The file.</param>
    /// <param name="inflater">Inflates compressed texts.</param>
    /// <returns>The orientation; null where there is none, or none of 1 to 8.</returns>
    public static Orientation? ReadOrientation(ReadOnlySpan<byte> file, Inflater inflater)
    {
        var chunks = new PngChunks(file);
        Orientation? profile = null;
        var profiles = 0;
        while (chunks.TryNext() && !chunks.IsEnd)
        {
            // The chunk counts, wherever it stands, before any text does.
            if (chunks.Type.SequenceEqual("eXIf"u8) && ExifOrientation.ReadChunk(chunks.Data) is { } orientation)
                return orientation;
            if (profile is null && profiles < MaxProfiles && IsRawProfile(chunks.Data))
            {
                profiles++;
                profile = ReadProfile(chunks.Type, chunks.Data, inflater);
            }
        }

        return profile;
    }

    private static bool IsRawProfile(ReadOnlySpan<byte> data) =>
        data.StartsWith("Raw profile type exif\0"u8) || data.StartsWith("Raw profile type APP1\0"u8);

    private static Orientation? ReadProfile(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, Inflater inflater)
    {
        var text = data[(data.IndexOf((byte)0) + 1)..];
        if (type.SequenceEqual("tEXt"u8))
            return Parse(text);
        if (type.SequenceEqual("zTXt"u8))
            return text.IsEmpty ? null : Parse(Inflate(text[1..], inflater));
        if (!type.SequenceEqual("iTXt"u8) || text.Length < 2)
            return null;
        var isCompressed = text[0] != 0;
        // Flag and method, then a language and a translated keyword that end with 0 each.
        text = AfterZero(AfterZero(text[2..]));
        return Parse(isCompressed ? Inflate(text, inflater) : text);
    }

    private static ReadOnlySpan<byte> AfterZero(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)0) is >= 0 and var end ? text[(end + 1)..] : [];

    // A name, a number of bytes, and the bytes in hexadecimal, all of them on lines of their own.
    private static Orientation? Parse(ReadOnlySpan<byte> text)
    {
        text = AfterWord(AfterWord(text));
        text = text[..Math.Min(text.Length, MaxText)];
        var digits = new byte[text.Length];
        var count = 0;
        foreach (var b in text)
        {
            if (char.IsAsciiHexDigit((char)b))
                digits[count++] = b;
            else if (!char.IsWhiteSpace((char)b))
                break;
        }

        var bytes = new byte[count / 2];
        Convert.FromHexString(digits.AsSpan(0, 2 * bytes.Length), bytes, out _, out _);
        return ExifOrientation.ReadChunk(bytes);
    }

    private static ReadOnlySpan<byte> AfterWord(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \r\n\t"u8);
        return text.IndexOfAny(" \r\n\t"u8) is >= 0 and var end ? text[end..] : [];
    }

    // What there is of the text if its data is damaged, as Exif data is read as far as it makes sense.
    private static ReadOnlySpan<byte> Inflate(ReadOnlySpan<byte> data, Inflater inflater)
    {
        var text = new byte[MaxText];
        var compressed = new CompressedData(data);
        inflater.Start();
        return text.AsSpan(0, inflater.TakeAll(ref compressed, text));
    }
}
