using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Explaining;

/// <summary>Reads a photo under a map.</summary>
internal static class EvidencePixels
{
    /// <summary>Where the map has its highest value: the scale's end is yellow, and the photo below is grey.</summary>
    public static (int X, int Y) Brightest(SKBitmap map)
    {
        var best = (Value: int.MinValue, X: 0, Y: 0);
        for (var y = 0; y < map.Height; y++)
        {
            for (var x = 0; x < map.Width; x++)
            {
                var color = map.GetPixel(x, y);
                var value = color.Green + color.Red - (2 * color.Blue);
                if (value > best.Value)
                    best = (value, x, y);
            }
        }

        return (best.X, best.Y);
    }
}
