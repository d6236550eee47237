using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>What the segments outside of frame and scans say about the picture: its orientation and its colours.</summary>
internal sealed class JpegHeader
{
    private const int JfifBytes = 14;
    private const int AdobeBytes = 12;
    private const int AdobeTransform = 11;
    private bool isJfif;
    private int? adobeTransform;
    private Orientation? orientation;

    /// <summary>How the picture has to be turned; the first Exif segment that says it counts.</summary>
    public Orientation Orientation => orientation ?? Orientation.TopLeft;

    public void Clear() => (isJfif, adobeTransform, orientation) = (false, null, null);

    public void Read(byte marker, ReadOnlySpan<byte> segment)
    {
        if (marker == Markers.App0 && segment.Length >= JfifBytes && segment.StartsWith("JFIF\0"u8))
            isJfif = true;
        else if (marker == Markers.App1)
            orientation ??= ExifOrientation.ReadSegment(segment);
        else if (marker == Markers.App14 && segment.Length >= AdobeBytes && segment.StartsWith("Adobe"u8))
            adobeTransform = segment[AdobeTransform];
    }

    /// <summary>
    /// What the components are. Three are taken for RGB or YCbCr as libjpeg does: by the JFIF marker, else by Adobe's, else
    /// by the components' names.
    /// </summary>
    public PlaneColors Colors(Frame frame)
    {
        if (frame.Components.Length == 1)
            return PlaneColors.Gray;
        var isRgb = adobeTransform is { } transform
            ? transform == 0
            : frame.Components[0].Id == 'R' && frame.Components[1].Id == 'G' && frame.Components[2].Id == 'B';
        return isRgb && !isJfif ? PlaneColors.Rgb : PlaneColors.Ycc;
    }
}
