namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// Resizes one plane of 8-bit samples: the vertical pass runs on strips of columns as they come, so that the whole plane
/// need not be in memory; the horizontal pass follows when all columns are there. Both run along columns, where vectors need
/// no rearranging: what the first pass leaves is small enough to be transposed.
/// </summary>
/// <param name="between">Memory between the passes, shared with other planes.</param>
internal sealed class PlaneResampler(ScratchBuffer between)
{
    private readonly ScratchBuffer transposed = new();
    private readonly ScratchBuffer resized = new();
    private AxisWeights down = new();
    private AxisWeights across = new();

    /// <summary>The first column that the result depends on, rounded down to whole tiles.</summary>
    public int FirstColumn => across.First / Transposer.Tile * Transposer.Tile;

    /// <summary>One past the last column that the result depends on.</summary>
    public int EndColumn => across.End;

    private int Rows => Transposer.Padded(down.Length);

    /// <summary>Begins a plane.</summary>
    /// <param name="down">Weights of its vertical axis.</param>
    /// <param name="across">Weights of its horizontal axis.</param>
    public void Start(AxisWeights down, AxisWeights across)
    {
        (this.down, this.across) = (down, across);
        transposed.Reserve(Transposer.Padded(EndColumn - FirstColumn) * Rows);
    }

    /// <summary>The vertical pass of a strip of columns.</summary>
    /// <param name="strip">All rows of the strip, of which those that the vertical weights cover are read.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="column">
    /// The strip's first column in the plane: <see cref="FirstColumn"/> or whole tiles after it. The strip is made up to whole
    /// tiles, what is in the columns that it lacks has no meaning.
    /// </param>
    /// <param name="columns">Columns of the strip.</param>
    public void AddColumns(ReadOnlySpan<byte> strip, int stride, int column, int columns)
    {
        var width = Transposer.Padded(columns);
        var shrunk = between.Reserve(width * Rows);
        ColumnPass.Run(strip, 0, stride, down, shrunk, width);
        var all = transposed.Reserve(Transposer.Padded(EndColumn - FirstColumn) * Rows);
        Transposer.Run(shrunk, width, Rows, all[((column - FirstColumn) * Rows)..]);
    }

    /// <summary>The horizontal pass.</summary>
    /// <param name="transpose">Whether the result is wanted with rows and columns exchanged.</param>
    public ResizedPlane Finish(bool transpose)
    {
        var (rows, columns) = (Rows, Transposer.Padded(across.Length));
        var source = transposed.Reserve(Transposer.Padded(EndColumn - FirstColumn) * rows);
        var result = resized.Reserve(columns * rows);
        var target = transpose ? result : between.Reserve(columns * rows);
        ColumnPass.Run(source, FirstColumn, rows, across, target, rows);
        if (transpose)
            return new ResizedPlane(result, rows);
        Transposer.Run(target, rows, columns, result);
        return new ResizedPlane(result, columns);
    }
}

/// <summary>A resized plane: rows are padded to whole tiles; what is there has no meaning.</summary>
internal readonly ref struct ResizedPlane(ReadOnlySpan<byte> samples, int stride)
{
    private readonly ReadOnlySpan<byte> samples = samples;

    public ReadOnlySpan<byte> Row(int y) => samples.Slice(y * stride, stride);
}
