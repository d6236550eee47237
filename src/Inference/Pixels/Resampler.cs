namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// Resizes the planes of a decoded photo as if it were first turned upright and then resized by the plan's separable
/// filter, with 8 bits after each pass: Pillow's BILINEAR, BICUBIC and NEAREST. The same bytes on every processor.
/// Serves one photo at a time, and keeps its memory for the next.
/// </summary>
/// <remarks>
/// The large picture is never turned: a mirrored axis mirrors its weights, and only what the passes leave is transposed. The
/// planes' vertical pass goes first, strip by strip; H and W are the target's sides, the stored axes being exchanged:
/// <code>
/// planes on their side  stored --- down --> [W x columns] --- transpose --> [columns x W] --- across --> [H x W]
/// planes upright        stored --- down --> [H x columns] --- transpose --> [columns x H] --- across --> [W x H]
///                                                                                     --- transpose --> [H x W]
/// </code>
/// Pillow's horizontal pass goes first. Its bytes are therefore those of planes on their side, as
/// <see cref="RgbaResizer"/> makes them.
/// </remarks>
internal sealed class Resampler
{
    private const int Colors = 3;
    private readonly PlaneResampler[] planes;

    private readonly AxisWeights[] down = [new(), new(), new()];
    private readonly AxisWeights[] across = [new(), new(), new()];
    private readonly (PlaneAxis Down, PlaneAxis Across)[] axes = new (PlaneAxis, PlaneAxis)[Colors];

    public Resampler()
    {
        var between = new ScratchBuffer();
        planes = [new(between), new(between), new(between)];
    }

    /// <summary>Begins a plane; those of a photo begin in their order.</summary>
    /// <param name="plane">Which of them, from 0 to 2.</param>
    /// <param name="down">Its vertical axis.</param>
    /// <param name="across">Its horizontal axis.</param>
    /// <param name="onSide">Whether the upright photo's rows are the plane's columns.</param>
    /// <param name="plan">Which part of the upright photo goes where.</param>
    public void Start(int plane, PlaneAxis down, PlaneAxis across, bool onSide, in ResizePlan plan)
    {
        axes[plane] = (down, across);
        // Planes of one size share weights: computing them takes as long as a good part of a small photo.
        var index = axes.AsSpan(0, plane + 1).IndexOf((down, across));
        var (weightsDown, weightsAcross) = (this.down[index], this.across[index]);
        var (x, weightsX, y, weightsY) = onSide
            ? (down, weightsDown, across, weightsAcross)
            : (across, weightsAcross, down, weightsDown);
        x.SetWeights(weightsX, plan.Left, plan.Right, plan.X);
        y.SetWeights(weightsY, plan.Top, plan.Bottom, plan.Y);
        planes[plane].Start(weightsDown, weightsAcross);
    }

    /// <summary>The columns that the result depends on; the first is rounded down to whole tiles.</summary>
    public (int First, int End) Columns(int plane) => (planes[plane].FirstColumn, planes[plane].EndColumn);

    /// <inheritdoc cref="PlaneResampler.AddColumns"/>
    public void AddColumns(int plane, ReadOnlySpan<byte> strip, int stride, int column, int columns) =>
        planes[plane].AddColumns(strip, stride, column, columns);

    /// <summary>Finishes the planes, and writes the target.</summary>
    /// <param name="colors">What the planes hold.</param>
    /// <param name="onSide">Whether the upright photo's rows are the planes' columns.</param>
    /// <param name="plan">As the planes were started with.</param>
    /// <param name="rgb">The target: 3 bytes a pixel, rows without padding; only the planned part is written.</param>
    /// <param name="targetWidth">Width of the whole target in pixels.</param>
    public void Finish(PlaneColors colors, bool onSide, in ResizePlan plan, Span<byte> rgb, int targetWidth)
    {
        var first = planes[0].Finish(onSide);
        var second = colors == PlaneColors.Gray ? first : planes[1].Finish(onSide);
        var third = colors == PlaneColors.Gray ? first : planes[2].Finish(onSide);
        for (var y = 0; y < plan.TargetHeight; y++)
        {
            var start = ((plan.TargetY + y) * targetWidth) + plan.TargetX;
            var row = rgb.Slice(start * Colors, plan.TargetWidth * Colors);
            if (colors == PlaneColors.Ycc)
                YccConverter.Run(first.Row(y), second.Row(y), third.Row(y), row);
            else
                Interleaver.Run(first.Row(y), second.Row(y), third.Row(y), row);
        }
    }
}

/// <summary>What a photo's planes hold.</summary>
internal enum PlaneColors
{
    /// <summary>One plane of luma.</summary>
    Gray,

    /// <summary>Red, green and blue.</summary>
    Rgb,

    /// <summary>Luma, blue chroma and red chroma.</summary>
    Ycc,
}
