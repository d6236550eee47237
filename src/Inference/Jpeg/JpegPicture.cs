using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>A decoded photo: a plane for each component, at its own size. Valid until its decoder decodes the next.</summary>
internal readonly ref struct JpegPicture(
    Frame frame,
    ReadOnlySpan<byte> planes,
    Orientation orientation,
    PlaneColors colors
)
{
    private readonly ReadOnlySpan<byte> planes = planes;

    public Frame Frame { get; } = frame;

    /// <summary>How the picture has to be turned to stand upright.</summary>
    public Orientation Orientation { get; } = orientation;

    /// <summary>What the planes hold.</summary>
    public PlaneColors Colors { get; } = colors;

    /// <summary>A component's plane: <see cref="Component.Stride"/> bytes a row.</summary>
    public ReadOnlySpan<byte> Plane(Component component) =>
        planes.Slice(component.PlaneOffset, component.Stride * component.PaddedBlocksHigh * Frame.BlockSide);
}
