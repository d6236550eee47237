using System.Runtime.Intrinsics;

namespace ClothesClassification.Inference.Pixels;

/// <summary>Drops the fourth byte of each pixel.</summary>
internal static class RgbWriter
{
    // r0 g0 b0 r1 g1 b1 r2 g2 b2 r3 g3 b3, then four lanes that the next store overwrites.
    private static Vector128<byte> DropFourth =>
        Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);

    /// <summary>Writes pixels side by side.</summary>
    public static void Write(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        var pixels = rgba.Length / 4;
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // 4 pixels are read and 16 bytes written, of which 12 count: 6 pixels must be left for that to fit.
            for (; i <= pixels - 6; i += 4)
                Vector128.Shuffle(Vector128.Create(rgba.Slice(i * 4, 16)), DropFourth).CopyTo(rgb.Slice(i * 3, 16));
        }

        for (; i < pixels; i++)
            rgba.Slice(i * 4, 3).CopyTo(rgb[(i * 3)..]);
    }

    /// <summary>Writes pixels one below the other.</summary>
    /// <param name="rgba">The pixels.</param>
    /// <param name="rgb">The target, from the first pixel on.</param>
    /// <param name="stride">Bytes from one target row to the next.</param>
    public static void WriteColumn(ReadOnlySpan<byte> rgba, Span<byte> rgb, int stride)
    {
        for (var i = 0; i < rgba.Length / 4; i++)
        {
            rgb[i * stride] = rgba[i * 4];
            rgb[(i * stride) + 1] = rgba[(i * 4) + 1];
            rgb[(i * stride) + 2] = rgba[(i * 4) + 2];
        }
    }
}
