namespace ClothesClassification.Inference.Png;

/// <summary>The passes of an interlaced picture (W3C, Portable Network Graphics (Third Edition), 8): each has some of its pixels.</summary>
/// <param name="X">The first column.</param>
/// <param name="Y">The first row.</param>
/// <param name="StepX">Columns from one to the next.</param>
/// <param name="StepY">Rows from one to the next.</param>
internal readonly record struct Adam7(int X, int Y, int StepX, int StepY)
{
    public static IReadOnlyList<Adam7> Passes { get; } =
    [
        new(0, 0, 8, 8),
        new(4, 0, 8, 8),
        new(0, 4, 4, 8),
        new(2, 0, 4, 4),
        new(0, 2, 2, 4),
        new(1, 0, 2, 2),
        new(0, 1, 1, 2),
    ];

    /// <summary>Pixels of a row of the pass: none for most passes of a small picture.</summary>
    public int Width(int width) => Count(width, X, StepX);

    /// <summary>Rows of the pass.</summary>
    public int Height(int height) => Count(height, Y, StepY);

    private static int Count(int length, int first, int step) => Math.Max(0, length - first + step - 1) / step;
}
