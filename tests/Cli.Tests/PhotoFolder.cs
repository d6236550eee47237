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

    /// <summary>A large photo that is red in the corner of its first pixels, with an EXIF orientation.</summary>
    public static byte[] Turned(int width, int height, byte orientation)
    {
        using var bitmap = SKBitmap.Decode(Photo(width, height));
        using (var canvas = new SKCanvas(bitmap))
        using (var red = new SKPaint { Color = SKColors.Red })
            canvas.DrawRect(0, 0, width / 8f, height / 8f, red);
        var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80).ToArray();
        // APP1: EXIF, big-endian TIFF, one directory with one entry, tag 0x0112 of type SHORT.
        var exif = Convert.FromHexString(
            "FFE10022" + "457869660000" + "4D4D002A00000008" + "0001" + "0112000300000001" + "00000000" + "00000000"
        );
        exif[29] = orientation;
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    public string Add(string name, byte[]? content = null)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content ?? Photo());
        return path;
    }

    /// <summary>A named pipe, which nobody writes to.</summary>
    public void AddPipe(string name) =>
        System.Diagnostics.Process.Start("mkfifo", [System.IO.Path.Combine(Path, name)])!.WaitForExit();

    public void Dispose() => folder.Delete(recursive: true);
}
