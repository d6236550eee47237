namespace ClothesClassification.Drawing;

/// <summary>Colors and how opaque they are, for each pixel.</summary>
internal sealed class Sheet(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public Rgb[] Colors { get; } = new Rgb[width * height];

    public Plane Alpha { get; } = new(width, height);

    /// <summary>Lays a color over a pixel.</summary>
    public void Cover(int i, Rgb color, float alpha)
    {
        var below = Alpha.Values[i];
        var total = alpha + below * (1 - alpha);
        if (total <= 0)
            return;
        Colors[i] = Rgb.Mix(Colors[i], color, alpha / total);
        Alpha.Values[i] = total;
    }

    /// <summary>The sheet with every line slightly bent, as cloth laid down by hand.</summary>
    public Sheet Bent(float pixels, int seed)
    {
        var bent = new Sheet(width, height);
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var fromX = x + pixels * Noise.Fractal(x / 90f, y / 90f, seed);
            var fromY = y + pixels * Noise.Fractal(x / 90f, y / 90f, seed + 50);
            Sample(fromX, fromY, out bent.Colors[y * width + x], out bent.Alpha.Values[y * width + x]);
        }

        return bent;
    }

    /// <summary>As a camera held sideways stores it, so that a viewer has to turn it right again.</summary>
    public Sheet TurnedLeft()
    {
        var turned = new Sheet(height, width);
        for (var y = 0; y < width; y++)
        for (var x = 0; x < height; x++)
        {
            var from = x * width + width - 1 - y;
            turned.Colors[y * height + x] = Colors[from];
            turned.Alpha.Values[y * height + x] = Alpha.Values[from];
        }

        return turned;
    }

    private void Sample(float x, float y, out Rgb color, out float alpha)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        color = default;
        alpha = 0;
        for (var corner = 0; corner < 4; corner++)
        {
            var (cx, cy) = (left + corner % 2, top + corner / 2);
            if (cx < 0 || cy < 0 || cx >= width || cy >= height)
                continue;
            var i = cy * width + cx;
            var weight = (1 - Math.Abs(x - cx)) * (1 - Math.Abs(y - cy)) * Alpha.Values[i];
            alpha += weight;
            if (weight > 0)
                color = Rgb.Mix(color, Colors[i], weight / alpha);
        }
    }
}
