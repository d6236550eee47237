using ClothesClassification.Cli.Photos;
using SkiaSharp;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Makes small pictures that are part of a page.</summary>
internal static class Thumbnail
{
    /// <summary>The longer side in pixels.</summary>
    public const int Side = 160;

    private const int Quality = 70;

    /// <returns>A <c>data:</c> URL of a JPEG; null where the file cannot be read any more, or not by Skia.</returns>
    public static string? DataUrl(string path)
    {
        try
        {
            using var data = SKData.CreateCopy(File.ReadAllBytes(path));
            using var codec = SKCodec.Create(data);
            using var photo = codec is null ? null : OrientedBitmap.Decode(data.AsSpan(), codec, 2 * Side);
            if (photo is null)
                return null;
            using var small = photo.Draw(Side);
            using var jpeg = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
            return $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg.AsSpan())}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
