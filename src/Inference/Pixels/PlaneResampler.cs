namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// Resizes one plane of 8-bit samples with the weights and the rounding of <see cref="Resampler"/>, and leaves it upright.
/// The stored vertical pass goes first: along the columns vectors need no rearranging, and what is left is small enough to
/// be turned, so that the horizontal pass runs along columns, too.
/// <code>
/// stored --- down ---> [H x columns] --- turn ---> [columns x H] --- across ---> [W x H] (--- turn ---> [H x W])
/// </code>
/// A transposed picture is upright without the last turn.
/// </summary>
internal static class PlaneResampler
{
    /// <param name="plane">The plane: rows of <paramref name="stride"/> bytes, all of which may be read.</param>
    /// <param name="stride">Bytes from one row to the next; a multiple of <see cref="PlaneTransposer.Tile"/>.</param>
    /// <param name="across">Weights of the stored horizontal axis.</param>
    /// <param name="down">Weights of the stored vertical axis.</param>
    /// <param name="transposed">Whether the upright picture's rows are the stored columns.</param>
    /// <param name="workspace">Memory.</param>
    /// <param name="target">The plane, upright; see <see cref="PlaneTarget"/>.</param>
    public static void Resize(
        ReadOnlySpan<byte> plane,
        int stride,
        AxisWeights across,
        AxisWeights down,
        bool transposed,
        PlaneWorkspace workspace,
        PlaneTarget target
    )
    {
        // Of a crop, only the columns that are needed; whole tiles, as the stride is one of some.
        var first = across.First / PlaneTransposer.Tile * PlaneTransposer.Tile;
        var columns = PlaneTarget.Padded(across.End - first);
        var rows = PlaneTarget.Padded(down.Length);
        var between = workspace.Between(columns * rows);
        for (var y = 0; y < down.Length; y++)
        {
            var source = plane[((down.Starts[y] * stride) + first)..];
            ColumnPass.Run(source, stride, down, y, between.Slice(y * columns, columns));
        }

        var turned = workspace.Turned(columns * rows);
        PlaneTransposer.Run(between, columns, rows, turned);
        var result = transposed ? target.Bytes : workspace.Between(rows * PlaneTarget.Padded(across.Length));
        for (var x = 0; x < across.Length; x++)
        {
            var source = turned[((across.Starts[x] - first) * rows)..];
            ColumnPass.Run(source, rows, across, x, result.Slice(x * rows, rows));
        }

        if (!transposed)
            PlaneTransposer.Run(result, rows, PlaneTarget.Padded(across.Length), target.Bytes);
    }
}

/// <summary>A resized plane, padded at right and bottom to whole tiles; what is there has no meaning.</summary>
internal readonly ref struct PlaneTarget(Span<byte> bytes, int width)
{
    public Span<byte> Bytes { get; } = bytes;

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; } = Padded(width);

    public ReadOnlySpan<byte> Row(int y) => Bytes.Slice(y * Stride, Stride);

    /// <summary>A length made up to whole tiles.</summary>
    public static int Padded(int length) =>
        (length + PlaneTransposer.Tile - 1) / PlaneTransposer.Tile * PlaneTransposer.Tile;
}

/// <summary>Memory of one plane resampler at a time: the weights of luma and chroma, and planes between the passes.</summary>
internal sealed class PlaneWorkspace
{
    private byte[] between = [];
    private byte[] turned = [];
    private readonly byte[][] targets =
    [
        [],
        [],
        [],
    ];

    /// <summary>Weights of the stored horizontal axis, for the first component and the others.</summary>
    public AxisWeights[] Across { get; } = [new(), new()];

    /// <summary>Weights of the stored vertical axis, for the first component and the others.</summary>
    public AxisWeights[] Down { get; } = [new(), new()];

    public Span<byte> Between(int bytes) => Grow(ref between, bytes);

    public Span<byte> Turned(int bytes) => Grow(ref turned, bytes);

    /// <summary>Room for a resized plane.</summary>
    public PlaneTarget Target(int component, int width, int height) =>
        new(Grow(ref targets[component], PlaneTarget.Padded(width) * PlaneTarget.Padded(height)), width);

    private static Span<byte> Grow(ref byte[] array, int length)
    {
        if (array.Length < length)
            array = GC.AllocateUninitializedArray<byte>(length);
        return array.AsSpan(0, length);
    }
}
