using SkiaSharp;

namespace ClothesClassification.Drawing;

/// <summary>Encodes a photo as JPEG or PNG.</summary>
internal static class PhotoFile
{
    private const int JpegQuality = 85;

    // PNG loses nothing of the weave, so that every shade of it costs bytes: colors in steps of this size.
    private const int PngStep = 12;

    public static byte[] Encode(Sheet photo, Picture picture)
    {
        if (picture.FileName.EndsWith(".png", StringComparison.Ordinal))
            return Encode(photo, SKEncodedImageFormat.Png, PngStep);
        return picture.Orientation switch
        {
            1 => Encode(photo, SKEncodedImageFormat.Jpeg, 1),
            6 => WithOrientation(Encode(photo.TurnedLeft(), SKEncodedImageFormat.Jpeg, 1), 6),
            _ => throw new NotSupportedException("A picture is stored upright (1) or turned left (6)."),
        };
    }

    private static byte[] Encode(Sheet photo, SKEncodedImageFormat format, int step)
    {
        var alpha = format == SKEncodedImageFormat.Png ? SKAlphaType.Unpremul : SKAlphaType.Opaque;
        using var bitmap = new SKBitmap(photo.Width, photo.Height, SKColorType.Rgba8888, alpha);
        bitmap.Pixels = [.. photo.Colors.Zip(photo.Alpha.Values, (color, opacity) => Pixel(color, opacity, step))];
        using var data = bitmap.Encode(format, JpegQuality);
        return data.ToArray();
    }

    private static SKColor Pixel(Rgb color, float alpha, int step) =>
        new(Byte(color.R, step), Byte(color.G, step), Byte(color.B, step), Byte(alpha, 1));

    private static byte Byte(float value, int step) => (byte)Math.Clamp(step * MathF.Round(value * 255 / step), 0, 255);

    /// <summary>Puts an EXIF segment with nothing but the orientation behind the JPEG's first marker.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        // APP1 of 34 bytes: "Exif", a big-endian TIFF header, one directory with one entry (tag 0x0112, one short).
        ReadOnlySpan<byte> head =
        [
            .. (ReadOnlySpan<byte>)[0xFF, 0xE1, 0, 34],
            .. "Exif\0\0MM"u8,
            .. (ReadOnlySpan<byte>)[0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3],
        ];
        ReadOnlySpan<byte> entry = [0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. head, .. entry, .. jpeg[2..]];
    }
}
