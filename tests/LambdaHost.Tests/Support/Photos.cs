using SkiaSharp;

namespace ClothesClassification.LambdaHost.Tests.Support;

/// <summary>Photos that are drawn here: good ones, and ones that are wrong in a way that has a name.</summary>
internal static class Photos
{
    /// <summary>A JPEG of 120 x 160 pixels.</summary>
    public static byte[] Jpeg { get; } = Draw(120, 160, SKEncodedImageFormat.Jpeg);

    /// <summary>A PNG of 90 x 60 pixels.</summary>
    public static byte[] Png { get; } = Draw(90, 60, SKEncodedImageFormat.Png);

    /// <summary>A PNG so small that thousands of requests carry it.</summary>
    public static byte[] Tiny { get; } = Draw(4, 3, SKEncodedImageFormat.Png);

    /// <summary>The first half of a JPEG.</summary>
    public static byte[] Truncated => Jpeg[..(Jpeg.Length / 2)];

    /// <summary>A PNG whose header has a wrong check sum.</summary>
    public static byte[] Corrupt
    {
        get
        {
            byte[] bytes = [.. Png];
            // Signature 8, length 4, "IHDR" 4, then 13 bytes of header and their CRC.
            bytes[8 + 4 + 4 + 13] ^= 0xFF;
            return bytes;
        }
    }

    public static byte[] Draw(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(new SKColor(240, 238, 230));
            using var paint = new SKPaint { Color = new SKColor(180, 40, 60), IsAntialias = true };
            canvas.DrawRect(width * 0.3f, height * 0.2f, width * 0.4f, height * 0.7f, paint);
            paint.Color = new SKColor(20, 60, 140);
            canvas.DrawCircle(width * 0.5f, height * 0.25f, width * 0.15f, paint);
        }

        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
