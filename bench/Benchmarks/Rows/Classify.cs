using BenchmarkDotNet.Attributes;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>From the bytes of a photo to an answer, one thread.</summary>
public class Classify : SubjectBenchmark
{
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    /// <summary>Each photo with the default model; the small and the large one with fp32, too.</summary>
    public static IEnumerable<string> Cases =>
        [.. PhotoSet.Names.Select(name => $"{name} int8"), "jpeg-400 fp32", "jpeg-12mp fp32"];

    private BenchPhoto Photo => PhotoSet.Get(Case.Split(' ')[0]);

    private string Precision => Case.Split(' ')[1];

    [GlobalSetup(Target = nameof(Floor))]
    public void SetUpFloor() => Measure(Classifying.Floor(Photo, Precision));

    [GlobalSetup(Target = nameof(Stock))]
    public void SetUpStock() => Measure(Classifying.Stock(Photo, Precision));

    [GlobalSetup(Target = nameof(FullSize))]
    public void SetUpFullSize() => Measure(Classifying.FullSizeFloor(Photo, Precision));

    [GlobalSetup(Target = nameof(Library))]
    public void SetUpLibrary() => Measure(Classifying.Ours(Photo, Precision));

    [Benchmark(Baseline = true, Description = "(a) floor: Skia, ONNX Runtime")]
    public void Floor() => Run();

    [Benchmark(Description = "(b) stock ML.NET")]
    public void Stock() => Run();

    [Benchmark(Description = "(c) floor, full-size decode")]
    public void FullSize() => Run();

    [Benchmark(Description = "Classify")]
    public void Library() => Run();
}
