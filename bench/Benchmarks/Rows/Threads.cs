using BenchmarkDotNet.Attributes;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>Time for a photo of 400 x 534 pixels with one classifier and many photos at once.</summary>
public class Threads : SubjectBenchmark
{
    private const int Photos = 64;

    [GlobalSetup(Target = nameof(One))]
    public void SetUpOne() => Measure(Classifying.Parallel(PhotoSet.Get("jpeg-400"), 1, Photos));

    [GlobalSetup(Target = nameof(Two))]
    public void SetUpTwo() => Measure(Classifying.Parallel(PhotoSet.Get("jpeg-400"), 2, Photos));

    [Benchmark(Baseline = true, Description = "1 thread", OperationsPerInvoke = Photos)]
    public void One() => Run();

    [Benchmark(Description = "2 threads", OperationsPerInvoke = Photos)]
    public void Two() => Run();
}
