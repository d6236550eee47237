using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Png;

/// <summary>What can be wrong with a PNG, in one place, and kept out of hot paths.</summary>
internal static class PngErrors
{
    public static CorruptPhotoException Header() => PhotoHeader.Unreadable();

    public static CorruptPhotoException Palette() => new("its palette is missing or cannot be read.");

    public static CorruptPhotoException Checksum() => new("the checksum of one of its chunks is wrong.");

    public static CorruptPhotoException DataChecksum() => new("the checksum of its compressed data is wrong.");

    public static CorruptPhotoException Data() => new("its compressed data cannot be read.");

    public static CorruptPhotoException Filter() => new("its picture cannot be decoded.");
}
