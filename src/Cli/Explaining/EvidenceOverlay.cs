using ClothesClassification.Inference;
using SkiaSharp;

namespace ClothesClassification.Cli.Explaining;

/// <summary>The values at the ends of a scale of colours.</summary>
/// <param name="Low">The lowest value, 0 at most.</param>
/// <param name="High">The highest value, 0 at least.</param>
internal readonly record struct EvidenceRange(float Low, float High)
{
    /// <summary>One range for all maps, so that their colours can be compared.</summary>
    public static EvidenceRange Of(params IEnumerable<EvidenceMap> maps)
    {
        var (low, high) = (0f, 0f);
        foreach (var value in maps.SelectMany(map => map.AsSpan().ToArray()))
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return new EvidenceRange(low, high);
    }

    /// <summary>Where a value lies, from 0 for the lowest to 1; 0 where all values are the same.</summary>
    public float Share(float value) => High > Low ? (value - Low) / (High - Low) : 0;
}

/// <summary>Lays a map over a photo: the photo in grey, so that each colour on it is one of the scale.</summary>
internal static class EvidenceOverlay
{
    private const int Quality = 80;
    private const float Strength = 0.6f;

    /// <param name="photo">The photo, upright.</param>
    /// <param name="map">The map.</param>
    /// <param name="range">The values at the ends of the colours.</param>
    /// <returns>A <c>data:</c> URL of a JPEG of the photo's size.</returns>
    public static string DataUrl(SKImage photo, EvidenceMap map, EvidenceRange range)
    {
        using var bitmap = new SKBitmap(photo.Width, photo.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        photo.ReadPixels(bitmap.Info, bitmap.GetPixels());
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
            {
                var value = Value(map, (x + 0.5f) / bitmap.Width, (y + 0.5f) / bitmap.Height);
                bitmap.SetPixel(x, y, Mix(bitmap.GetPixel(x, y), ColorScale.At(range.Share(value))));
            }
        }

        return DataUrl(bitmap);
    }

    public static string DataUrl(SKBitmap picture)
    {
        using var jpeg = picture.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg.AsSpan())}";
    }

    // Between the centres of the cells around, so that no edges show that are none.
    private static float Value(EvidenceMap map, float x, float y)
    {
        var (column, row) = ((x * map.Columns) - 0.5f, (y * map.Rows) - 0.5f);
        var (left, top) = ((int)MathF.Floor(column), (int)MathF.Floor(row));
        var (right, lower) = (column - left, row - top);
        return ((Cell(left, top) * (1 - right)) + (Cell(left + 1, top) * right)) * (1 - lower)
            + ((Cell(left, top + 1) * (1 - right)) + (Cell(left + 1, top + 1) * right)) * lower;

        float Cell(int c, int r) => map[Math.Clamp(r, 0, map.Rows - 1), Math.Clamp(c, 0, map.Columns - 1)];
    }

    private static SKColor Mix(SKColor photo, SKColor color)
    {
        var grey = (0.299f * photo.Red) + (0.587f * photo.Green) + (0.114f * photo.Blue);
        return new SKColor(Blend(color.Red), Blend(color.Green), Blend(color.Blue));

        byte Blend(byte value) => (byte)MathF.Round((value * Strength) + (grey * (1 - Strength)));
    }
}
