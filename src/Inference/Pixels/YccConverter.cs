using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// From luma and chroma to red, green and blue (ITU-T T.871, clause 7): R = Y + 1.402 Cr, G = Y - 0.344136 Cb - 0.714136 Cr,
/// B = Y + 1.772 Cb, with chroma less 128, rounded to nearest and clipped.
/// </summary>
internal static class YccConverter
{
    // Factors as fractions of 32,768; what is above 1 of the first and the last is added as a whole.
    private const short RedOfCr = (short)(((1.402 - 1) * One) + 0.5);
    private const short GreenOfCb = (short)((0.344136 * One) + 0.5);
    private const short GreenOfCr = (short)((0.714136 * One) + 0.5);
    private const short BlueOfCb = (short)(((1.772 - 1) * One) + 0.5);
    private const double One = 32768;
    private const int Neutral = 128;

    /// <summary>Bits of fraction of green's two parts, so that only their sum is rounded; chroma still fits 16 bits.</summary>
    private const int GreenBits = 7;

    private const short GreenHalf = 1 << (GreenBits - 1);

    /// <summary>Converts a row.</summary>
    /// <param name="luma">Luma; the rows of all planes are at least as long as the row of pixels.</param>
    /// <param name="cb">Blue chroma, plus 128.</param>
    /// <param name="cr">Red chroma, plus 128.</param>
    /// <param name="rgb">3 bytes for each sample, red first.</param>
    [MethodImpl(VectorCode.Options)]
    public static void Run(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> rgb)
    {
        var length = rgb.Length / Interleaver.Colors;
        luma = luma[..length];
        cb = cb[..length];
        cr = cr[..length];
        var x = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // In bounds: x + 16 <= length, which every row has been cut to.
            for (; x <= length - Vector128<byte>.Count; x += Vector128<byte>.Count)
            {
                Convert(
                    Interleaver.Load(luma, x),
                    Interleaver.Load(cb, x),
                    Interleaver.Load(cr, x),
                    out var red,
                    out var green,
                    out var blue
                );
                Interleaver.Store(red, green, blue, ref rgb[x * Interleaver.Colors]);
            }
        }

        for (; x < length; x++)
            Convert(luma[x], cb[x] - Neutral, cr[x] - Neutral, rgb.Slice(x * Interleaver.Colors, Interleaver.Colors));
    }

    private static void Convert(int y, int blue, int red, Span<byte> rgb)
    {
        var green = Scale(blue << GreenBits, GreenOfCb) + Scale(red << GreenBits, GreenOfCr);
        rgb[0] = Clip(y + red + Scale(red, RedOfCr));
        rgb[1] = Clip(y - ((green + GreenHalf) >> GreenBits));
        rgb[2] = Clip(y + blue + Scale(blue, BlueOfCb));
    }

    private static int Scale(int number, int fraction) => ((number * fraction) + (1 << 14)) >> 15;

    private static byte Clip(int value) => (byte)Math.Clamp(value, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Convert(
        Vector128<byte> luma,
        Vector128<byte> cb,
        Vector128<byte> cr,
        out Vector128<byte> red,
        out Vector128<byte> green,
        out Vector128<byte> blue
    )
    {
        var (lumaLow, lumaHigh) = Vector128.Widen(luma);
        var (cbLow, cbHigh) = Vector128.Widen(cb);
        var (crLow, crHigh) = Vector128.Widen(cr);
        var neutral = Vector128.Create((short)Neutral);
        // Luma less 128, as narrowing clips to -128 and 127.
        Convert(
            lumaLow.AsInt16() - neutral,
            cbLow.AsInt16() - neutral,
            crLow.AsInt16() - neutral,
            out var redLow,
            out var greenLow,
            out var blueLow
        );
        Convert(
            lumaHigh.AsInt16() - neutral,
            cbHigh.AsInt16() - neutral,
            crHigh.AsInt16() - neutral,
            out var redHigh,
            out var greenHigh,
            out var blueHigh
        );
        var flip = Vector128.Create((byte)0x80);
        red = Vector128.NarrowWithSaturation(redLow, redHigh).AsByte() ^ flip;
        green = Vector128.NarrowWithSaturation(greenLow, greenHigh).AsByte() ^ flip;
        blue = Vector128.NarrowWithSaturation(blueLow, blueHigh).AsByte() ^ flip;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Convert(
        Vector128<short> y,
        Vector128<short> cb,
        Vector128<short> cr,
        out Vector128<short> red,
        out Vector128<short> green,
        out Vector128<short> blue
    )
    {
        red = y + cr + FixedPoint.Scale(cr, RedOfCr);
        blue = y + cb + FixedPoint.Scale(cb, BlueOfCb);
        var both = FixedPoint.Scale(cb << GreenBits, GreenOfCb) + FixedPoint.Scale(cr << GreenBits, GreenOfCr);
        green = y - ((both + Vector128.Create(GreenHalf)) >> GreenBits);
    }
}
