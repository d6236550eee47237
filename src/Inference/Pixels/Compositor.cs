using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Pixels;

/// <summary>Composites pixels of straight alpha over an opaque colour, rounded to nearest.</summary>
internal static class Compositor
{
    /// <summary>The number of a byte in a vector that has the alpha of its pixel.</summary>
    private static Vector128<byte> Alphas =>
        Vector128.Create((byte)3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15);

    /// <param name="rgba">4 bytes a pixel, red first.</param>
    /// <param name="background">What is seen through them.</param>
    /// <param name="opaque">Receives as many bytes, and can be the same memory.</param>
    [MethodImpl(VectorCode.Options)]
    public static void Run(ReadOnlySpan<byte> rgba, BackgroundColor background, Span<byte> opaque)
    {
        opaque = opaque[..rgba.Length];
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var color = Vector128.Create(
                (ushort)background.Red,
                background.Green,
                background.Blue,
                255,
                background.Red,
                background.Green,
                background.Blue,
                255
            );
            var opaques = Vector128.Create(0xFF000000).AsByte();
            // In bounds: a vector is left of both, which are of one length.
            for (; i <= rgba.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var pixels = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(rgba), (nuint)i);
                if ((pixels & opaques) != opaques)
                {
                    var alphas = Vector128.Shuffle(pixels, Alphas);
                    var low = Blend(Vector128.WidenLower(pixels), color, Vector128.WidenLower(alphas));
                    var high = Blend(Vector128.WidenUpper(pixels), color, Vector128.WidenUpper(alphas));
                    pixels = Vector128.Narrow(low, high) | opaques;
                }

                pixels.StoreUnsafe(ref MemoryMarshal.GetReference(opaque), (nuint)i);
            }
        }

        for (; i + 4 <= rgba.Length; i += 4)
        {
            var alpha = rgba[i + 3];
            opaque[i] = Blend(rgba[i], background.Red, alpha);
            opaque[i + 1] = Blend(rgba[i + 1], background.Green, alpha);
            opaque[i + 2] = Blend(rgba[i + 2], background.Blue, alpha);
            opaque[i + 3] = 255;
        }
    }

    public static byte Blend(byte color, byte background, byte alpha) =>
        (byte)(((color * alpha) + (background * (255 - alpha)) + 127) / 255);

    // Below 65,535, a number divided by 255 is (number + 1 + number / 256) / 256, both rounded down.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Blend(
        Vector128<ushort> color,
        Vector128<ushort> background,
        Vector128<ushort> alpha
    )
    {
        var sum =
            (color * alpha) + (background * (Vector128.Create((ushort)255) - alpha)) + Vector128.Create((ushort)127);
        return (sum + Vector128<ushort>.One + (sum >> 8)) >> 8;
    }
}
