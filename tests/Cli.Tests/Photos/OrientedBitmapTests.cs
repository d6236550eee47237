using System.Buffers.Binary;
using ClothesClassification.Cli.Photos;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Photos;

/// <summary>Photos that the command line draws, or shrinks before it sends them.</summary>
public sealed class OrientedBitmapTests
{
    // Telephones write a JPEG's identifier in front of the Exif data of a WebP; Skia does not find the orientation then.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Photo_is_drawn_as_the_classifier_sees_it(bool hasIdentifier)
    {
        var file = WebP(64, 48, orientation: 6, hasIdentifier);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        using var bitmap = OrientedBitmap.Decode(file, codec, 64);

        using var drawn = bitmap!.Draw(64);

        Assert.Equal((48, 64), (drawn.Width, drawn.Height));
    }

    private static byte[] WebP(int width, int height, byte orientation, bool hasIdentifier)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(SKColors.Red);
        byte[] picture = [.. bitmap.Encode(SKEncodedImageFormat.Webp, 80).ToArray().Skip(12)];
        byte[] tiff =
        [
            .. "MM\0*"u8,
            .. new byte[] { 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0 },
        ];
        byte[] exif = hasIdentifier ? [.. "Exif\0\0"u8, .. tiff] : tiff;
        byte[] chunks =
        [
            .. "WEBPVP8X"u8,
            .. Number(10),
            .. new byte[] { 0x08, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0 },
            .. picture,
            .. "EXIF"u8,
            .. Number(exif.Length),
            .. exif,
        ];
        return [.. "RIFF"u8, .. Number(chunks.Length), .. chunks];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
