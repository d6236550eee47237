using SkiaSharp;

namespace ClothesClassification.Benchmarks.Photos;

/// <summary>Luma, and chroma of half the size, of a picture (JFIF: ITU-T T.871, clause 7).</summary>
internal sealed class YccSamples(SKBitmap picture)
{
    private readonly byte[] rgba = picture.GetPixelSpan().ToArray();

    /// <param name="component">0 for luma, 1 and 2 for chroma.</param>
    /// <param name="x">Column of the component's own samples; past the edge, the last is repeated.</param>
    /// <param name="y">Row, likewise.</param>
    /// <returns>From -128 to 127.</returns>
    public double Level(int component, int x, int y)
    {
        if (component == 0)
            return Luma(x, y) - 128;
        var sum = 0.0;
        for (var i = 0; i < 4; i++)
        {
            var (px, py) = ((2 * x) + (i % 2), (2 * y) + (i / 2));
            sum += (Color(px, py, component == 1 ? 2 : 0) - Luma(px, py)) / (component == 1 ? 1.772 : 1.402);
        }

        return sum / 4;
    }

    private double Luma(int x, int y) => (0.299 * Color(x, y, 0)) + (0.587 * Color(x, y, 1)) + (0.114 * Color(x, y, 2));

    private byte Color(int x, int y, int color)
    {
        var (px, py) = (Math.Min(x, picture.Width - 1), Math.Min(y, picture.Height - 1));
        return rgba[(4 * ((py * picture.Width) + px)) + color];
    }
}
