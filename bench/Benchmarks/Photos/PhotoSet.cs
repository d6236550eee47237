using ClothesClassification.Inference.Tests.Jpeg;
using SkiaSharp;

namespace ClothesClassification.Benchmarks.Photos;

/// <summary>
/// The photos to measure with, created from one of the samples and kept in artifacts/: 400 x 534 pixels, one megapixel, and
/// twelve as a phone takes them.
/// </summary>
internal static class PhotoSet
{
    /// <summary>Increased when the photos change.</summary>
    private const string SetVersion = "1";

    // They give files of 2 to 3 MB, and of 25 KB, the median of the validation photos.
    private const int CameraQuality = 95;
    private const int WebQuality = 75;

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "bench-photos", SetVersion);

    private static readonly Dictionary<string, BenchPhoto> Loaded = [];

    public static IReadOnlyList<string> Names { get; } =
    ["jpeg-400", "jpeg-1mp", "jpeg-12mp", "progressive-400", "progressive-12mp", "png-1mp", "webp-1mp"];

    public static BenchPhoto Get(string name)
    {
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(name, out var photo))
                Loaded[name] = photo = new BenchPhoto(name, Read(name));
            return photo;
        }
    }

    /// <summary>Path of a photo; <see cref="Get"/> creates the file.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name);

    private static byte[] Read(string name)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Folder);
            var temporary = $"{path}.{Environment.ProcessId}";
            File.WriteAllBytes(temporary, Make(name));
            File.Move(temporary, path, overwrite: true);
        }

        return File.ReadAllBytes(path);
    }

    private static byte[] Make(string name)
    {
        var parts = name.Split('-');
        var (width, height) = parts[1] switch
        {
            "400" => (400, 534),
            "1mp" => (866, 1155),
            _ => (3000, 4000),
        };
        using var scene = Scene.Create(width, height);
        return parts[0] switch
        {
            "jpeg" => scene
                .Encode(SKEncodedImageFormat.Jpeg, parts[1] == "12mp" ? CameraQuality : WebQuality)
                .ToArray(),
            "png" => scene.Encode(SKEncodedImageFormat.Png, 100).ToArray(),
            "webp" => scene.Encode(SKEncodedImageFormat.Webp, 80).ToArray(),
            _ => Progressive(scene),
        };
    }

    // Skia writes no progressive files. The coefficients are cut as at a quality of about 85.
    private static byte[] Progressive(SKBitmap scene)
    {
        var samples = new YccSamples(scene);
        return new TestJpeg
        {
            Width = scene.Width,
            Height = scene.Height,
            IsProgressive = true,
            Quantization = 5,
            Content = samples.Level,
        }.Encode();
    }
}
