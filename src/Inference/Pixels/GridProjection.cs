namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// Carries values of a grid over the model's picture to a grid over the whole upright photo: undoes crop, stretch and
/// letterbox. A value is shared out by area, so that the sum stays; where the model does not look there is 0.
/// </summary>
internal sealed class GridProjection
{
    private readonly GridAxis down;
    private readonly GridAxis across;

    /// <param name="shape">The model's picture.</param>
    /// <param name="photoWidth">Width of the upright photo.</param>
    /// <param name="photoHeight">Height of the upright photo.</param>
    /// <param name="rows">Rows of the grid over the picture.</param>
    /// <param name="columns">Columns of the grid over the picture.</param>
    public GridProjection(in PictureShape shape, int photoWidth, int photoHeight, int rows, int columns)
    {
        var plan = PhotoGeometry.Plan(shape, photoWidth, photoHeight);
        across = GridAxis.Across(plan, photoWidth, shape.Width, columns);
        down = GridAxis.Down(plan, photoHeight, shape.Height, rows);
    }

    /// <summary>Rows over the photo.</summary>
    public int Rows => down.Cells;

    /// <summary>Columns over the photo.</summary>
    public int Columns => across.Cells;

    /// <summary>Carries one grid over.</summary>
    /// <param name="picture">Values over the picture, row after row.</param>
    /// <param name="photo">Receives those over the photo.</param>
    /// <returns>The sum of what lies beside the photo: on the border of a letterboxed one.</returns>
    public float Apply(ReadOnlySpan<float> picture, Span<float> photo)
    {
        var (rows, columns) = (down.Seen.Length, across.Seen.Length);
        double beside = 0;
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
                beside += picture[(r * columns) + c] * (1 - (down.Seen[r] * across.Seen[c]));
        }

        for (var y = 0; y < Rows; y++)
        {
            for (var x = 0; x < Columns; x++)
            {
                double sum = 0;
                for (var r = 0; r < rows; r++)
                {
                    for (var c = 0; down[y, r] > 0 && c < columns; c++)
                        sum += picture[(r * columns) + c] * down[y, r] * across[x, c];
                }

                photo[(y * Columns) + x] = (float)sum;
            }
        }

        return (float)beside;
    }
}
