using SkiaSharp;

namespace ClothesClassification.Drawing;

/// <summary>A line sewn into a piece.</summary>
internal sealed record Seam(SKPath Line)
{
    /// <param name="line">SVG path data; x from the middle of the sheet.</param>
    /// <param name="stitches">Color of a visible thread.</param>
    public Seam(string line, string? stitches = null)
        : this(Outline.Of(line), stitches) { }

    public Seam(SKPath line, string? stitches)
        : this(line) => Stitches = stitches is null ? null : Rgb.Parse(stitches);

    /// <summary>Color of a visible thread; null for none.</summary>
    public Rgb? Stitches { get; }

    public float Width { get; init; } = 1.6f;

    /// <summary>Depth of the groove in pixels.</summary>
    public float Depth { get; init; } = 1.2f;
}
