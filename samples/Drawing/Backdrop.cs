namespace ClothesClassification.Drawing;

/// <summary>What a garment lies on: a sheet of paper, or floorboards.</summary>
internal sealed record Backdrop(Rgb Color)
{
    public Backdrop(string color)
        : this(Rgb.Parse(color)) { }

    /// <summary>Width of the boards in pixels; 0 for paper.</summary>
    public float Boards { get; init; }

    public Rgb At(float x, float y, int width, int height)
    {
        var (u, v) = (x / width - 0.42f, y / height - 0.38f);
        var light = 1.06f - 0.26f * (u * u + v * v) - 0.05f * v;
        var paper = 0.010f * Noise.Fractal(x / 3, y / 3, 21) + 0.012f * Noise.Fractal(x / 40, y / 40, 24);
        return (Color * (light + paper + (Boards > 0 ? Wood(x, y) : 0))).Lit(1);
    }

    private float Wood(float x, float y)
    {
        var board = (int)MathF.Floor(x / Boards);
        var across = x - board * Boards;
        var along = y + 400 * Noise.Value(board, 0, 31);
        var grain = Noise.Fractal(
            across / 3 + 2 * Noise.Smooth(across / 30, along / 120, board),
            along / 150,
            33 + board
        );
        var joint = across < 2 ? -0.25f : 0;
        return 0.07f * Noise.Value(board, 1, 32) + 0.09f * grain + joint;
    }
}
