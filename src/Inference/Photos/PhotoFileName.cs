namespace ClothesClassification.Inference.Photos;

/// <summary>Decides by its extension whether a file of a folder is taken for a photo.</summary>
internal static class PhotoFileName
{
    /// <summary>The extensions, in any case: .jpe, .jfif and .dib are other names of JPEG and BMP.</summary>
    public const string Extensions = ".jpg, .jpeg, .jpe, .jfif, .png, .webp, .gif, .bmp, .dib";

    private static readonly string[] Known = Extensions.Split(", ");

    public static bool IsPhoto(ReadOnlySpan<char> name)
    {
        foreach (var extension in Known)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
