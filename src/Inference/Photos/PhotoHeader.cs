namespace ClothesClassification.Inference.Photos;

/// <summary>
/// Reads a photo's header before a native decoder does: what that would reserve memory for, or spend time on, because the
/// header asks for it, is refused here. All other faults of a file are left to the decoder.
/// </summary>
internal static class PhotoHeader
{
    /// <exception cref="PhotoException">The header cannot be read, or asks for too much.</exception>
    public static void Check(ReadOnlySpan<byte> file, PhotoFormat format, PhotoLimits limits)
    {
        switch (format)
        {
            case PhotoFormat.WebP:
                WebPHeader.Check(file, limits);
                break;
            case PhotoFormat.Gif:
                GifHeader.Check(file, limits);
                break;
            case PhotoFormat.Bmp:
                BmpHeader.Check(file, limits);
                break;
            default:
                // Of a JPEG, the decoder for JPEGs has read the header. Skia decodes no PNG.
                break;
        }
    }

    public static CorruptPhotoException Unreadable() => new("its header cannot be read.");

    /// <summary>A part of the header.</summary>
    /// <exception cref="TruncatedPhotoException">The file ends before it does.</exception>
    public static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> file, long offset, int length) =>
        offset + length > file.Length ? throw new TruncatedPhotoException() : file.Slice((int)offset, length);
}
