namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// From luma and chroma to red, green and blue (ITU-T T.871, clause 7): R = Y + 1.402 Cr, G = Y - 0.344136 Cb - 0.714136 Cr,
/// B = Y + 1.772 Cb, with chroma less 128, rounded to nearest and clipped.
/// </summary>
internal static class YccConverter
{
    private const int FractionBits = 15;
    private const int Half = 1 << (FractionBits - 1);
    private const int RedOfCr = (int)((1.402 - 1) * (1 << FractionBits) + 0.5);
    private const int GreenOfCb = (int)(0.344136 * (1 << FractionBits) + 0.5);
    private const int GreenOfCr = (int)(0.714136 * (1 << FractionBits) + 0.5);
    private const int BlueOfCb = (int)((1.772 - 1) * (1 << FractionBits) + 0.5);

    /// <summary>Converts a row.</summary>
    /// <param name="luma">Luma; the row's other planes are as long.</param>
    /// <param name="cb">Blue chroma, plus 128.</param>
    /// <param name="cr">Red chroma, plus 128.</param>
    /// <param name="rgb">3 bytes for each sample, red first.</param>
    public static void Run(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> rgb)
    {
        for (var x = 0; 3 * x < rgb.Length; x++)
        {
            int y = luma[x];
            var (blue, red) = (cb[x] - 128, cr[x] - 128);
            rgb[3 * x] = Clip(y + red + (((red * RedOfCr) + Half) >> FractionBits));
            rgb[(3 * x) + 1] = Clip(y - (((blue * GreenOfCb) + (red * GreenOfCr) + Half) >> FractionBits));
            rgb[(3 * x) + 2] = Clip(y + blue + (((blue * BlueOfCb) + Half) >> FractionBits));
        }
    }

    private static byte Clip(int value) => (byte)Math.Clamp(value, 0, 255);
}
