using SkiaSharp;

namespace ClothesClassification.Drawing;

/// <summary>One piece of cloth; a garment is a pile of them, the lowest first.</summary>
/// <param name="Shape">Its outline; x from the middle of the sheet.</param>
internal sealed record Piece(SKPath Shape, Fabric Fabric)
{
    public Piece(string shape, Fabric fabric)
        : this(Outline.Of(shape), fabric) { }

    /// <summary>How far from its edges the piece is round, in pixels.</summary>
    public float Roundness { get; init; } = 12;

    /// <summary>How high its middle lies over its edges, in pixels.</summary>
    public float Puff { get; init; } = 9;

    /// <summary>How high it lies over the piece below, in pixels: the reach of its shadow.</summary>
    public float Lift { get; init; } = 5;

    /// <summary>Brightness of the whole piece, for what lies in shade, as the inside of a collar.</summary>
    public float Light { get; init; } = 1;

    public IReadOnlyList<Fold> Folds { get; init; } = [];

    public IReadOnlyList<Seam> Seams { get; init; } = [];

    public Piece Moved(float x, float y) =>
        this with
        {
            Shape = Shape.Moved(x, y),
            Folds = [.. Folds.Select(f => f.Moved(x, y))],
            Seams = [.. Seams.Select(s => s with { Line = s.Line.Moved(x, y) })],
        };
}
