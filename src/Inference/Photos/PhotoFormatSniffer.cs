namespace ClothesClassification.Inference.Photos;

/// <summary>Detects a file's format from its first bytes. File names and content types are ignored.</summary>
internal static class PhotoFormatSniffer
{
    /// <summary>The formats that are decoded, as a sentence names them.</summary>
    public const string Accepted = "JPEG, PNG, WebP, GIF or BMP";

    /// <exception cref="EmptyPhotoException">There are no bytes.</exception>
    /// <exception cref="UnsupportedPhotoFormatException">The bytes are of another format.</exception>
    public static PhotoFormat Sniff(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw new EmptyPhotoException();
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return PhotoFormat.Jpeg;
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return PhotoFormat.Png;
        if (file.StartsWith("RIFF"u8) && At(file, 8, "WEBP"u8))
            return PhotoFormat.WebP;
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
            return PhotoFormat.Gif;
        if (file.StartsWith("BM"u8) && file.Length >= 26)
            return PhotoFormat.Bmp;
        throw new UnsupportedPhotoFormatException(Describe(file));
    }

    private static string Describe(ReadOnlySpan<byte> file)
    {
        if (At(file, 4, "ftyp"u8))
            return DescribeIsoMedia(file[8..]);
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return "TIFF (or a camera's raw format)";
        if (file.StartsWith("%PDF"u8))
            return "PDF";
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || At(file, 4, "JXL "u8))
            return "JPEG XL";
        if (At(file, 4, "jP  "u8) || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
            return "JPEG 2000";
        if (file.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]))
            return "Windows icon";
        if (file.StartsWith("8BPS"u8))
            return "Photoshop";
        if (file.StartsWith("PK\x03\x04"u8))
            return "ZIP archive";
        if (file.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return "gzip";
        return DescribeText(file);
    }

    private static string DescribeIsoMedia(ReadOnlySpan<byte> brand)
    {
        if (brand.StartsWith("avi"u8))
            return "AVIF";
        if (
            brand.StartsWith("hei"u8)
            || brand.StartsWith("hev"u8)
            || brand.StartsWith("mif1"u8)
            || brand.StartsWith("msf1"u8)
        )
            return "HEIC";
        return "video";
    }

    private static string DescribeText(ReadOnlySpan<byte> file)
    {
        var start = file.TrimStart(" \t\r\n\uFEFF"u8);
        if (start.StartsWith("<svg"u8) || start.StartsWith("<?xml"u8))
            return "SVG or XML";
        if (start.StartsWith("<"u8))
            return "HTML";
        if (start.StartsWith("{"u8) || start.StartsWith("["u8))
            return "JSON";
        if (start.StartsWith("data:"u8))
            return "a data: URL";
        return "unknown";
    }

    private static bool At(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> signature) =>
        file.Length >= offset + signature.Length && file.Slice(offset, signature.Length).SequenceEqual(signature);
}
