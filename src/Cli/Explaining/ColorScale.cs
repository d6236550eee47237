using SkiaSharp;

namespace ClothesClassification.Cli.Explaining;

/// <summary>
/// The colours of evidence, from the lowest to the highest: matplotlib's viridis, whose lightness rises evenly, so that it reads
/// in grey and by the colour-blind, too. The local gateway's page has the same stops.
/// </summary>
internal static class ColorScale
{
    public static readonly IReadOnlyList<SKColor> Stops =
    [
        new(0x44, 0x01, 0x54),
        new(0x47, 0x2D, 0x7B),
        new(0x3B, 0x52, 0x8B),
        new(0x2C, 0x72, 0x8E),
        new(0x21, 0x90, 0x8C),
        new(0x27, 0xAD, 0x81),
        new(0x5D, 0xC8, 0x63),
        new(0xAA, 0xDC, 0x32),
        new(0xFD, 0xE7, 0x25),
    ];

    /// <param name="share">0 for the lowest, 1 for the highest; beyond, the nearest of the two; NaN is the lowest.</param>
    public static SKColor At(float share)
    {
        var position = (share > 0 ? Math.Min(share, 1) : 0) * (Stops.Count - 1);
        var index = Math.Min((int)position, Stops.Count - 2);
        var (from, to, part) = (Stops[index], Stops[index + 1], position - index);
        return new SKColor(
            Between(from.Red, to.Red, part),
            Between(from.Green, to.Green, part),
            Between(from.Blue, to.Blue, part)
        );
    }

    private static byte Between(byte from, byte to, float part) => (byte)MathF.Round(from + ((to - from) * part));
}
