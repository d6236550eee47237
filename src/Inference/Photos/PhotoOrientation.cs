using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Photos;

/// <summary>
/// How a photo that Skia decodes has to be turned, by the Exif data in its container. Skia's own reader is not used: it
/// does not find all variants, and a JPEG must be turned as it is when our decoder takes it. GIF and BMP carry no Exif.
/// </summary>
internal static class PhotoOrientation
{
    public static Orientation Read(ReadOnlySpan<byte> file, PhotoFormat format) =>
        (format == PhotoFormat.WebP ? WebPExif.ReadOrientation(file) : null) ?? Orientation.TopLeft;
}
