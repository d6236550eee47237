using ClothesClassification.Inference.Models;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Scoring;

/// <summary>Takes the pixels out of ML.NET's images.</summary>
internal static class MLImagePixels
{
    private const int Bytes = 4;

    /// <summary>Copies an image as opaque RGBA over a background.</summary>
    public static void Copy(MLImage image, Span<byte> rgba, BackgroundColor background)
    {
        var pixels = image.Pixels;
        var (red, blue) = image.PixelFormat == MLPixelFormat.Rgba32 ? (0, 2) : (2, 0);
        for (var i = 0; i + Bytes <= rgba.Length; i += Bytes)
        {
            // Colours are premultiplied: the background only adds what shows through.
            var through = 255 - pixels[i + 3];
            rgba[i] = Blend(pixels[i + red], background.Red, through);
            rgba[i + 1] = Blend(pixels[i + 1], background.Green, through);
            rgba[i + 2] = Blend(pixels[i + blue], background.Blue, through);
            rgba[i + 3] = 255;
        }
    }

    private static byte Blend(byte premultiplied, byte background, int through) =>
        (byte)Math.Min(255, premultiplied + (((background * through) + 127) / 255));
}
