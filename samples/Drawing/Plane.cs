using SkiaSharp;

namespace ClothesClassification.Drawing;

/// <summary>A number for each pixel of a sheet: how much of it a shape covers, or how high the cloth lies there.</summary>
internal sealed class Plane(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public float[] Values { get; } = new float[width * height];

    /// <summary>Outside of the sheet the nearest pixel counts.</summary>
    public float this[int x, int y] => Values[Math.Clamp(y, 0, height - 1) * width + Math.Clamp(x, 0, width - 1)];

    /// <summary>Coverage, 0 to 1, of a path whose x is counted from the middle of the sheet.</summary>
    public static Plane Of(SKPath path, int width, int height, SKPaint? brush = null)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Alpha8, SKAlphaType.Premul);
        bitmap.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(bitmap);
        canvas.Translate(width / 2f, 0);
        using var fill = new SKPaint { IsAntialias = true };
        canvas.DrawPath(path, brush ?? fill);
        canvas.Flush();
        var plane = new Plane(width, height);
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            plane.Values[y * width + x] = pixels[y * bitmap.RowBytes + x] / 255f;
        return plane;
    }

    /// <summary>Adds another plane, scaled.</summary>
    public void Add(Plane other, float factor)
    {
        for (var i = 0; i < Values.Length; i++)
            Values[i] += factor * other.Values[i];
    }

    /// <summary>Nearly a Gaussian blur: three running means in each direction, empty outside of the sheet.</summary>
    public Plane Blur(float sigma)
    {
        var radius = (int)MathF.Round((MathF.Sqrt(4 * sigma * sigma + 1) - 1) / 2);
        var result = new Plane(width, height);
        Values.CopyTo(result.Values, 0);
        if (radius == 0)
            return result;
        var line = new float[Math.Max(width, height)];
        for (var pass = 0; pass < 3; pass++)
        {
            for (var y = 0; y < height; y++)
                Mean(result.Values.AsSpan(), y * width, 1, width, radius, line);
            for (var x = 0; x < width; x++)
                Mean(result.Values.AsSpan(), x, width, height, radius, line);
        }

        return result;
    }

    private static void Mean(Span<float> values, int start, int step, int count, int radius, float[] line)
    {
        for (var i = 0; i < count; i++)
            line[i] = values[start + i * step];
        // In double, so that what is added and taken away again leaves no trace.
        double sum = 0;
        for (var i = -radius; i < count; i++)
        {
            if (i + radius < count)
                sum += line[i + radius];
            if (i - radius - 1 >= 0)
                sum -= line[i - radius - 1];
            if (i >= 0)
                values[start + i * step] = (float)(sum / (2 * radius + 1));
        }
    }
}
