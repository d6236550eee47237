using SkiaSharp;

namespace ClothesClassification.Page.Tests;

/// <summary>Photos: those of the samples folder where there are any, else drawn ones.</summary>
internal static class TestPhotos
{
    private static readonly string Folder = SharedData.SamplePhotos;

    public static IReadOnlyList<string> Samples { get; } =
        Directory.Exists(Folder)
            ? [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
            : ["dress.jpg", "t-shirt.jpg", "hat.jpg"];

    public static byte[] Sample(string name)
    {
        var path = Path.Combine(Folder, Path.GetFileName(name));
        return File.Exists(path) ? File.ReadAllBytes(path) : Drawn(name.Length);
    }

    /// <summary>A garment-like shape on a wall.</summary>
    public static byte[] Drawn(int seed, int width = 400, int height = 534)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColor.FromHsl(seed * 67 % 360, 18, 88));
        canvas.Scale(width / 400f, height / 534f);
        using var cloth = new SKPaint { IsAntialias = true, Color = SKColor.FromHsl(seed * 113 % 360, 55, 45) };
        using var path = SKPath.ParseSvgPathData(
            "M150 70 Q200 120 250 70 L330 120 L300 200 L265 180 L300 470 H100 L135 180 L100 200 L70 120 Z"
        );
        canvas.DrawPath(path, cloth);
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 88).ToArray();
    }

    /// <summary>Detail everywhere, so that it stays large as a JPEG: over 4.7 MB.</summary>
    public static byte[] Large(int width = 3000, int height = 2400)
    {
        var random = new Random(1);
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = new byte[bitmap.ByteCount];
        random.NextBytes(pixels);
        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray();
    }
}
