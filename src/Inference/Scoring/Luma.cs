namespace ClothesClassification.Inference.Scoring;

/// <summary>Greyscale of a picture by the luma of ITU-R BT.601, as Pillow's mode <c>L</c>.</summary>
internal static class Luma
{
    private const int Half = 1 << 15;

    /// <summary>Replaces each pixel's three colours by its luma.</summary>
    /// <param name="rgb">3 bytes a pixel, red first.</param>
    /// <param name="inverted">Whether black becomes white.</param>
    public static void Apply(Span<byte> rgb, bool inverted)
    {
        var mask = inverted ? byte.MaxValue : byte.MinValue;
        for (var i = 0; i + 2 < rgb.Length; i += 3)
        {
            var luma = ((rgb[i] * 19_595) + (rgb[i + 1] * 38_470) + (rgb[i + 2] * 7_471) + Half) >> 16;
            rgb.Slice(i, 3).Fill((byte)(luma ^ mask));
        }
    }
}
