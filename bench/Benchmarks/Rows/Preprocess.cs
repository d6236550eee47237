using BenchmarkDotNet.Attributes;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>From the bytes of a photo to the model's picture.</summary>
public class Preprocess : SubjectBenchmark
{
    [ParamsSource(nameof(Photos))]
    public string Photo { get; set; } = "";

    public static IEnumerable<string> Photos => PhotoSet.Names;

    [GlobalSetup(Target = nameof(Skia))]
    public void SetUpSkia() => Measure(Preprocessing.Floor(PhotoSet.Get(Photo)));

    [GlobalSetup(Target = nameof(SkiaDecoder))]
    public void SetUpSkiaDecoder() => Measure(Preprocessing.BySkia(PhotoSet.Get(Photo)));

    [GlobalSetup(Target = nameof(Library))]
    public void SetUpLibrary() => Measure(Preprocessing.Ours(PhotoSet.Get(Photo)));

    [Benchmark(Baseline = true, Description = "(a) Skia's decoder, Skia's shrink")]
    public void Skia() => Run();

    [Benchmark(Description = "Skia's decoder, our resampler")]
    public void SkiaDecoder() => Run();

    [Benchmark(Description = "library")]
    public void Library() => Run();
}
