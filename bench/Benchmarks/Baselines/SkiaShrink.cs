using System.Runtime.InteropServices;
using SkiaSharp;

namespace ClothesClassification.Benchmarks.Baselines;

/// <summary>
/// The floor of preprocessing with a library: Skia decodes at the smallest scale whose sides are twice the model's, and
/// shrinks with its own filter. It checks nothing, turns nothing, and its pixels are not those that the model was trained on.
/// </summary>
/// <param name="fullSize">Whether the photo is decoded at its full size instead.</param>
internal sealed class SkiaShrink(bool fullSize = false) : IDisposable
{
    public const int Side = 224;
    private static readonly float[] Factors = [0.125f, 0.25f, 0.5f];
    private readonly SKBitmap target = new(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque);
    private SKBitmap decoded = new();

    public unsafe void Run(ReadOnlySpan<byte> photo, Span<byte> rgb)
    {
        fixed (byte* bytes = photo)
        {
            using var data = SKData.Create((nint)bytes, photo.Length);
            using var codec = SKCodec.Create(data);
            var size = Size(codec);
            var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            if (decoded.Info != info)
            {
                decoded.Dispose();
                decoded = new SKBitmap(info);
            }

            if (codec.GetPixels(info, decoded.GetPixels()) != SKCodecResult.Success)
                throw new InvalidOperationException("Skia cannot decode the photo.");
        }

        decoded.ScalePixels(target, SKFilterQuality.Medium);
        Interleave(MemoryMarshal.Cast<byte, uint>(target.GetPixelSpan()), rgb);
    }

    public void Dispose()
    {
        target.Dispose();
        decoded.Dispose();
    }

    private SKSizeI Size(SKCodec codec)
    {
        var full = codec.Info.Size;
        foreach (var factor in fullSize ? [] : Factors)
        {
            var size = codec.GetScaledDimensions(factor);
            if (Math.Min(size.Width, size.Height) >= 2 * Side)
                return size;
        }

        return full;
    }

    private static void Interleave(ReadOnlySpan<uint> rgba, Span<byte> rgb)
    {
        for (var i = 0; i < rgba.Length; i++)
        {
            var pixel = rgba[i];
            rgb[3 * i] = (byte)pixel;
            rgb[(3 * i) + 1] = (byte)(pixel >> 8);
            rgb[(3 * i) + 2] = (byte)(pixel >> 16);
        }
    }
}
