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
        throw new UnsupportedPhotoFormatException(ForeignFormats.Name(file));
    }

    /// <summary>Whether a signature stands at an offset.</summary>
    public static bool At(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> signature) =>
        file.Length >= offset + signature.Length && file.Slice(offset, signature.Length).SequenceEqual(signature);
}
