using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Photos;

/// <summary>A decoded picture: opaque RGBA, 4 bytes a pixel, rows without padding, turned as the file stores it.</summary>
internal readonly ref struct DecodedPhoto(
    ReadOnlySpan<byte> pixels,
    int width,
    int height,
    int storedWidth,
    int storedHeight,
    Orientation orientation
)
{
    public ReadOnlySpan<byte> Pixels { get; } = pixels;

    /// <summary>Width as decoded, which can be less than the file's.</summary>
    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Width that the file's header says.</summary>
    public int StoredWidth { get; } = storedWidth;

    public int StoredHeight { get; } = storedHeight;

    /// <summary>How the picture has to be turned to stand upright.</summary>
    public Orientation Orientation { get; } = orientation;
}
