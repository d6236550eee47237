using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Pixels;
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
    private const int Grain = 3;

    /// <summary>Where the files are.</summary>
    public static string Folder { get; set; } = Path.Combine(Repository.Root, "artifacts", "bench-photos", SetVersion);

    private static readonly Dictionary<string, byte[]> Loaded = [];

    public static IReadOnlyList<string> Names { get; } =
    ["jpeg-400", "jpeg-1mp", "jpeg-12mp", "progressive-400", "progressive-12mp", "png-400", "png-1mp", "webp-1mp"];

    /// <summary>Creates all files that are not there yet.</summary>
    public static void MakeAll()
    {
        foreach (var name in Names)
            Get(name);
    }

    public static byte[] Get(string name)
    {
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(name, out var photo))
                Loaded[name] = photo = Read(name);
            return photo;
        }
    }

    /// <summary>The photo of that name, or all files of the folder of that name.</summary>
    public static byte[][] All(string name) => [.. PathsOf(name).Select(Get)];

    /// <summary>Where they are.</summary>
    public static IReadOnlyList<string> PathsOf(string name)
    {
        if (Directory.Exists(name))
            return [.. Directory.EnumerateFiles(Path.GetFullPath(name)).Order(StringComparer.Ordinal)];
        Get(name);
        return [PathOf(name)];
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
        using var scene = Scene(width, height);
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

    // One of the samples at any size, with the noise of a sensor: an enlarged photo alone would be too smooth to decode.
    private static unsafe SKBitmap Scene(int width, int height)
    {
        using var sample = SKBitmap.Decode(Path.Combine(Repository.Root, "samples", "photos", "dress.jpg"));
        using var rgba = sample.Copy(SKColorType.Rgba8888);
        var scene = rgba.Resize(
            new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque),
            SKFilterQuality.High
        );
        var pixels = new Span<byte>((void*)scene.GetPixels(), scene.ByteCount);
        var noise = new Noise(1);
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var grain = noise.Between(-Grain, Grain);
            for (var c = i; c < i + 3; c++)
                pixels[c] = (byte)Math.Clamp(pixels[c] + grain, 0, 255);
        }

        return scene;
    }
}
