using SkiaSharp;

namespace ClothesClassification.Cli.Tests;

/// <summary>A folder for photos made by a test, deleted at its end.</summary>
internal sealed class PhotoFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clothes-");

    public string Path => folder.FullName;

    /// <summary>A photo with detail everywhere.</summary>
    public static byte[] Photo(int width = 120, int height = 160, int seed = 1)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = new byte[bitmap.ByteCount];
        random.NextBytes(pixels);
        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 80).ToArray();
    }

    public string Add(string name, byte[]? content = null)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content ?? Photo());
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
