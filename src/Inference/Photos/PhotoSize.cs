using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Photos;

/// <summary>Sizes of a photo in pixels, as it stands upright.</summary>
/// <param name="Width">Width that the file's header says, after the EXIF turn.</param>
/// <param name="Height">Height that the file's header says, after the EXIF turn.</param>
/// <param name="DecodedWidth">Width that was decoded: less than <paramref name="Width"/> where a large photo was decoded at a reduced scale.</param>
/// <param name="DecodedHeight">Height that was decoded.</param>
public readonly record struct PhotoSize(int Width, int Height, int DecodedWidth, int DecodedHeight)
{
    internal static PhotoSize Of(DecodedPhoto photo) =>
        photo.Orientation.IsTransposed()
            ? new PhotoSize(photo.StoredHeight, photo.StoredWidth, photo.Height, photo.Width)
            : new PhotoSize(photo.StoredWidth, photo.StoredHeight, photo.Width, photo.Height);
}
