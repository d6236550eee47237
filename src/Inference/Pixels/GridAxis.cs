namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// One axis of a grid over the model's picture, carried over to a grid over the whole upright photo: which share of each cell
/// of the one lies in each cell of the other.
/// </summary>
internal sealed class GridAxis
{
    // A panorama of which the model sees a fraction would have thousands of cells.
    private const int MaxCells = 64;

    // Edges that meet but for rounding.
    private const double Tolerance = 1e-5;
    private readonly double[,] shares;

    /// <param name="photo">Pixels of the photo along the axis.</param>
    /// <param name="left">Where the part that the model sees starts in the photo.</param>
    /// <param name="right">Where it ends.</param>
    /// <param name="target">The pixels that the part is resized to.</param>
    /// <param name="start">Where they start in the model's picture.</param>
    /// <param name="picture">Pixels of the picture along the axis.</param>
    /// <param name="cells">Cells of the grid over the picture.</param>
    private GridAxis(int photo, float left, float right, AxisTarget target, int start, int picture, int cells)
    {
        var cell = picture / (double)cells;
        var scale = target.Scaled / (right - (double)left);
        Cells = Math.Clamp((int)Math.Round(photo * scale / cell), 1, MaxCells);
        shares = new double[Cells, cells];
        Seen = new double[cells];
        for (var i = 0; i < Cells; i++)
        {
            var (from, to) = (Position(i), Position(i + 1));
            for (var j = Math.Max(0, (int)from); j < Math.Min(cells, to); j++)
            {
                shares[i, j] = Math.Min(to, j + 1) - Math.Max(from, j);
                Seen[j] = Snap(Seen[j] + shares[i, j]);
            }
        }

        // The edge before the photo's cell i, in cells of the picture.
        double Position(int i) => Snap(((((double)photo * i / Cells) - left) * scale + start - target.Skip) / cell);
    }

    /// <summary>Cells over the photo: as large as those over the picture, but for rounding, and 64 at most.</summary>
    public int Cells { get; }

    /// <summary>How much of each cell of the picture shows the photo, 0 to 1: less than 1 at the border of a letterboxed one.</summary>
    public double[] Seen { get; }

    /// <summary>The share of a cell of the picture that lies in a cell of the photo.</summary>
    public double this[int photoCell, int pictureCell] => shares[photoCell, pictureCell];

    public static GridAxis Across(in ResizePlan plan, int photoWidth, int pictureWidth, int cells) =>
        new(photoWidth, plan.Left, plan.Right, plan.X, plan.TargetX, pictureWidth, cells);

    public static GridAxis Down(in ResizePlan plan, int photoHeight, int pictureHeight, int cells) =>
        new(photoHeight, plan.Top, plan.Bottom, plan.Y, plan.TargetY, pictureHeight, cells);

    private static double Snap(double value) =>
        Math.Round(value) is var whole && Math.Abs(value - whole) < Tolerance ? whole : value;
}
