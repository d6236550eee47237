using System.Collections.Immutable;
using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests;

/// <summary>A folder of different photos, deleted at the end.</summary>
internal sealed class PhotoFolder : IDisposable
{
    public PhotoFolder(int count)
    {
        Folder = Directory.CreateTempSubdirectory("photos-").FullName;
        Paths = [.. Enumerable.Range(0, count).Select(Write)];
    }

    public string Folder { get; }

    public ImmutableList<string> Paths { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Write(int i)
    {
        var path = Path.Combine(Folder, $"{i}.jpg");
        File.WriteAllBytes(path, TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 80, 60 + i, seed: i));
        return path;
    }
}
