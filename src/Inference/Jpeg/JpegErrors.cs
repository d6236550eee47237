using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>What can be wrong with a JPEG, in one place, and kept out of hot paths.</summary>
internal static class JpegErrors
{
    public static CorruptPhotoException Header() => new("its header cannot be read.");

    public static CorruptPhotoException Tables() => new("its tables cannot be read.");

    public static CorruptPhotoException Scan() => new("the parts of its picture do not fit together.");

    public static CorruptPhotoException TooManyScans(int most) => new($"its picture comes in more than {most} parts.");

    public static CorruptPhotoException Picture() => new("its picture cannot be decoded.");
}
