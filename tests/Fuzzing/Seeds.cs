using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Hostile;
using ClothesClassification.Inference.Tests.Jpeg;

namespace ClothesClassification.Fuzzing;

/// <summary>Good files, to start from.</summary>
internal static class Seeds
{
    public static void Write(string target, string folder)
    {
        Directory.CreateDirectory(folder);
        var files =
            target == "jpeg"
                ? TestJpegs.All().Select(jpeg => jpeg.Encode())
                : Enum.GetValues<PhotoFormat>().SelectMany(HostileSeeds.Of);
        foreach (var (i, file) in files.Index())
            File.WriteAllBytes(Path.Combine(folder, $"{i:D2}"), file);
    }
}
