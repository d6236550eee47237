using ClothesClassification.Cli.Photos;
using SkiaSharp;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Makes small pictures that are part of a page.</summary>
internal static class Thumbnail
{
    /// <summary>The longer side in pixels.</summary>
    public const int Side = 160;

    private const int Quality = 70;

    /// <summary>Draws a photo with the longer side of a thumbnail.</summary>
    /// <returns>null where the file cannot be read any more, or not by Skia.</returns>
    public static SKImage? Draw(string path)
    {
        try
        {
            return OrientedBitmap.Read(File.ReadAllBytes(path), Side);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>A <c>data:</c> URL of a JPEG; null where the file cannot be read any more, or not by Skia.</returns>
    public static string? DataUrl(string path)
    {
        using var small = Draw(path);
        if (small is null)
            return null;
        using var jpeg = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg.AsSpan())}";
    }
}
