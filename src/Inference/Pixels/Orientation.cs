namespace ClothesClassification.Inference.Pixels;

/// <summary>How a stored picture has to be turned to stand upright; the values are EXIF's (CIPA DC-008, tag 0x0112).</summary>
internal enum Orientation
{
    TopLeft = 1,
    TopRight = 2,
    BottomRight = 3,
    BottomLeft = 4,
    LeftTop = 5,
    RightTop = 6,
    RightBottom = 7,
    LeftBottom = 8,
}

internal static class OrientationExtensions
{
    /// <summary>Whether the upright picture's rows are the stored picture's columns.</summary>
    public static bool IsTransposed(this Orientation orientation) => orientation >= Orientation.LeftTop;

    /// <summary>Whether the upright picture's x runs against the stored axis that it lies on.</summary>
    public static bool MirrorsX(this Orientation orientation) =>
        orientation
            is Orientation.TopRight
                or Orientation.BottomRight
                or Orientation.RightTop
                or Orientation.RightBottom;

    /// <summary>Whether the upright picture's y runs against the stored axis that it lies on.</summary>
    public static bool MirrorsY(this Orientation orientation) =>
        orientation
            is Orientation.BottomRight
                or Orientation.BottomLeft
                or Orientation.RightBottom
                or Orientation.LeftBottom;
}
