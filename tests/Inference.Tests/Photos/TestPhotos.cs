using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>Photos made in code, so that a test shows what is special about each.</summary>
internal static class TestPhotos
{
    public static readonly SKColor Red = new(220, 30, 40);

    /// <summary>A picture of one colour.</summary>
    public static byte[] Plain(SKEncodedImageFormat format, int width, int height, SKColor color, int quality = 95)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        bitmap.Erase(color);
        return bitmap.Encode(format, quality).ToArray();
    }

    /// <summary>Four quarters: red, green, blue and black, from the top left on as one reads.</summary>
    public static SKBitmap Quarters(int width, int height)
    {
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, Quarter(x < width / 2, y < height / 2));
        }

        return bitmap;
    }

    /// <summary>A picture with detail everywhere, so that compressed data has some size.</summary>
    public static byte[] Noise(SKEncodedImageFormat format, int width, int height, int seed, int quality = 85)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        unsafe
        {
            fixed (byte* p = pixels)
                random.NextBytes(new Span<byte>(p, pixels.Length));
        }

        return bitmap.Encode(format, quality).ToArray();
    }

    /// <summary>Adds an EXIF segment with an orientation, 1 to 8, behind the start of a JPEG.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation) =>
        ExifPhotos.Jpeg(jpeg, ExifPhotos.Tiff(orientation));

    /// <summary>The name of a colour of <see cref="Quarters"/>, also after encoding.</summary>
    public static string Name((byte Red, byte Green, byte Blue) color) =>
        color switch
        {
            (> 200, < 60, < 60) => "red",
            (< 60, > 200, < 60) => "lime",
            (< 60, < 60, > 200) => "blue",
            (< 60, < 60, < 60) => "black",
            _ => color.ToString(),
        };

    private static SKColor Quarter(bool left, bool top) =>
        (left, top) switch
        {
            (true, true) => SKColors.Red,
            (false, true) => SKColors.Lime,
            (true, false) => SKColors.Blue,
            _ => SKColors.Black,
        };
}
