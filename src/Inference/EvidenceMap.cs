namespace ClothesClassification.Inference;

/// <summary>
/// Where in the photo one label's logit comes from: a grid of even cells over the whole upright photo, as it is shown.
/// </summary>
/// <remarks>
/// <para>
/// By <see cref="EvidenceMethod.Output"/> a value is what the cell adds to the label's logit: all of them, <see cref="Beside"/>,
/// and a constant of the label add up to the logit. By <see cref="EvidenceMethod.Occlusion"/> it is by how much the logit
/// falls when the cell is covered; these do not add up to anything. Positive values speak for the label, negative against it.
/// </para>
/// <para>
/// The model's grid lies over its own picture. Where that is a part of the photo, or has a border, the grid here is finer or
/// coarser than the model's, each value shared out by area; parts of the photo that the model does not see have 0.
/// </para>
/// <para>
/// A map says which places the model used, not whether it was right to use them. Its cells see far beyond their own edges, so
/// it is blurred by more than the cells' size.
/// </para>
/// </remarks>
public sealed class EvidenceMap
{
    private readonly float[] values;

    /// <summary>Creates a map, as a test of code that reads answers needs it.</summary>
    /// <param name="label">The label.</param>
    /// <param name="rows">Rows of the grid, at least 1.</param>
    /// <param name="columns">Columns of the grid, at least 1.</param>
    /// <param name="values">The values, row after row from the top left.</param>
    /// <param name="beside">What comes from beside the photo.</param>
    /// <exception cref="ArgumentException">The number of values is another than rows x columns.</exception>
    public EvidenceMap(string label, int rows, int columns, IReadOnlyList<float> values, float beside = 0)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Count != (long)rows * columns)
            throw new ArgumentException($"There are {values.Count} values for {rows} x {columns}.", nameof(values));
        (Label, Rows, Columns, Beside) = (label, rows, columns, beside);
        this.values = [.. values];
    }

    /// <summary>The label.</summary>
    public string Label { get; }

    /// <summary>Rows of the grid.</summary>
    public int Rows { get; }

    /// <summary>Columns of the grid.</summary>
    public int Columns { get; }

    /// <summary>What comes from beside the photo: from the border that letterboxing adds. Otherwise 0.</summary>
    public float Beside { get; }

    /// <summary>The value of a cell.</summary>
    /// <param name="row">The row, from 0 at the top.</param>
    /// <param name="column">The column, from 0 at the left.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public float this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return values[(row * Columns) + column];
        }
    }

    /// <summary>The values, row after row from the top left.</summary>
    public ReadOnlySpan<float> AsSpan() => values;
}
