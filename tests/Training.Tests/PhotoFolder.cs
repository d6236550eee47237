using SkiaSharp;

namespace ClothesClassification.Training.Tests;

/// <summary>A folder for photos made by a test and for models trained from them, deleted at its end.</summary>
internal sealed class PhotoFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("training-");

    public string Path => folder.FullName;

    /// <summary>Where a test's model goes.</summary>
    public string Model => System.IO.Path.Combine(Path, "model");

    public List<TrainingPhoto> Photos { get; } = [];

    /// <summary>Photos of coloured squares whose mean colour is the label's.</summary>
    public PhotoFolder Add(string label, SKColor color, int count, string? group = null)
    {
        for (var i = 0; i < count; i++)
            Add($"{label}/photo {i}.png", label, Noise(color, seed: (Photos.Count * 7919) + 1), group);
        return this;
    }

    public string Add(string name, string label, byte[] content, string? group = null)
    {
        var path = System.IO.Path.Combine(Path, "photos", name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        Photos.Add(new TrainingPhoto(path, label, group));
        return path;
    }

    /// <summary>Three labels that are easy to tell apart, in a folder with a space and names that are not ASCII.</summary>
    public static PhotoFolder Colors(int each = 10) =>
        new PhotoFolder()
            .Add("rot", new SKColor(170, 90, 90), each)
            .Add("grün ✓", new SKColor(90, 170, 90), each)
            .Add("azul claro", new SKColor(90, 90, 170), each);

    public static byte[] Noise(SKColor color, int seed, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(32, 32, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            for (var i = 0; i < 64; i++)
            {
                var (red, green, blue) = (random.Next(-80, 81), random.Next(-80, 81), random.Next(-80, 81));
                using var paint = new SKPaint();
                paint.Color = new SKColor(
                    (byte)(color.Red + red),
                    (byte)(color.Green + green),
                    (byte)(color.Blue + blue)
                );
                canvas.DrawRect(i % 8 * 4, i / 8 * 4, 4, 4, paint);
            }
        }

        return bitmap.Encode(format, 90).ToArray();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
