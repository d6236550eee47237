using System.Buffers.Binary;
using SkiaSharp;

namespace ClothesClassification.Inference.Photos;

/// <summary>Why Skia did not decode a photo: it says little.</summary>
internal static class PhotoDamage
{
    /// <summary>Of a file that Skia does not open, for which it gives no reason.</summary>
    public static PhotoException OfHeader(ReadOnlySpan<byte> file, PhotoFormat format) =>
        // A WebP is not opened if it is shorter than its header says.
        format == PhotoFormat.WebP
        && BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) > file.Length - 8
            ? new TruncatedPhotoException()
            : PhotoHeader.Unreadable();

    /// <summary>Of a picture that Skia could not decode, or only in part.</summary>
    /// <returns>Another exception than a <see cref="PhotoException"/> where it is not the fault of the photo.</returns>
    public static Exception Of(SKCodecResult result, PhotoFormat format) =>
        result switch
        {
            SKCodecResult.IncompleteInput => new TruncatedPhotoException(),
            SKCodecResult.ErrorInInput or SKCodecResult.InvalidInput => new CorruptPhotoException(
                "its picture cannot be decoded."
            ),
            SKCodecResult.InvalidConversion or SKCodecResult.Unimplemented => new UnsupportedPhotoFormatException(
                $"{format} with an unusual kind of pixels"
            ),
            // Skia also reports InternalError when memory runs out. Sizes were checked, so it is not the fault of the photo.
            _ => new InvalidOperationException($"Skia could not decode a photo: {result}."),
        };
}
