using ClothesClassification.Inference.Tests.Pixels;
using SkiaSharp;

namespace ClothesClassification.Benchmarks.Photos;

/// <summary>One of the samples at any size, with the noise of a sensor: an enlarged photo alone would be too smooth to decode.</summary>
internal static class Scene
{
    private const string Sample = "dress.jpg";
    private const int Grain = 3;

    public static unsafe SKBitmap Create(int width, int height)
    {
        using var sample = SKBitmap.Decode(Path.Combine(Repository.Root, "samples", "photos", Sample));
        using var rgba = sample.Copy(SKColorType.Rgba8888);
        var scene = rgba.Resize(
            new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque),
            SKFilterQuality.High
        );
        var pixels = new Span<byte>((void*)scene.GetPixels(), scene.ByteCount);
        var noise = new Noise(1);
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var grain = noise.Between(-Grain, Grain);
            for (var c = i; c < i + 3; c++)
                pixels[c] = (byte)Math.Clamp(pixels[c] + grain, 0, 255);
        }

        return scene;
    }
}
