namespace ClothesClassification.Inference.Pixels;

/// <summary>From three planes to pixels of three bytes.</summary>
internal static class Interleaver
{
    /// <summary>Interleaves a row.</summary>
    public static void Run(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> rgb)
    {
        for (var x = 0; 3 * x < rgb.Length; x++)
        {
            rgb[3 * x] = red[x];
            rgb[(3 * x) + 1] = green[x];
            rgb[(3 * x) + 2] = blue[x];
        }
    }
}
