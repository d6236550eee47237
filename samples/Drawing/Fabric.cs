namespace ClothesClassification.Drawing;

/// <summary>What a piece is made of.</summary>
/// <param name="Color">Its color.</param>
internal sealed record Fabric(Rgb Color)
{
    public Fabric(string color)
        : this(Rgb.Parse(color)) { }

    /// <summary>The color of its pattern.</summary>
    public Rgb PatternColor { get; init; }

    /// <summary>How much of the pattern's color a place has, 0 to 1; x from the middle.</summary>
    public Func<float, float, float> Pattern { get; init; } = (_, _) => 0;

    /// <summary>Light and dark of threads: added to a brightness of 1.</summary>
    public Func<float, float, float> Weave { get; init; } =
        (x, y) => 0.025f * Noise.Value((int)x, (int)y, 7) + 0.02f * Noise.Fractal(x / 9, y / 9, 8);

    /// <summary>Height of the wrinkles in pixels.</summary>
    public float Wrinkles { get; init; } = 3;

    /// <summary>Width and height of a wrinkle in pixels.</summary>
    public (float Width, float Height) WrinkleSize { get; init; } = (60, 130);

    public static Fabric Denim(string color) =>
        new(color)
        {
            Weave = (x, y) =>
                0.05f * MathF.Sin((x + y * 0.6f) * 2.1f)
                + 0.05f * Noise.Value((int)x, (int)y, 3)
                + 0.08f * Noise.Fractal(x / 4, y / 14, 4)
                + 0.10f * Noise.Fractal(x / 70, y / 120, 5),
        };

    public static Fabric Knit(string color) =>
        new(color)
        {
            Weave = (x, y) =>
                0.035f * MathF.Sin(x * 1.6f)
                + 0.03f * Noise.Value((int)x, (int)(y / 2), 3)
                + 0.03f * Noise.Fractal(x / 12, y / 12, 4),
        };
}
