using BenchmarkDotNet.Attributes;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>The whole function on an API Gateway event with a photo of 400 x 534 pixels, beside Classify alone.</summary>
public class Handler : SubjectBenchmark
{
    private const int BatchSize = 16;

    private static BenchPhoto Photo => PhotoSet.Get("jpeg-400");

    [GlobalSetup(Target = nameof(Classify))]
    public void SetUpClassify() => Measure(Classifying.Ours(Photo, "int8"));

    [GlobalSetup(Target = nameof(Event))]
    public void SetUpEvent() => Measure(Handling.Photo(Photo));

    [GlobalSetup(Target = nameof(Url))]
    public void SetUpUrl() => Measure(Handling.Url(Photo));

    [GlobalSetup(Target = nameof(Batch))]
    public void SetUpBatch() => Measure(Handling.Batch(Photo, BatchSize));

    [Benchmark(Baseline = true, Description = "Classify alone")]
    public void Classify() => Run();

    [Benchmark(Description = "event with a photo")]
    public void Event() => Run();

    [Benchmark(Description = "event with a URL, server on this machine")]
    public void Url() => Run();

    [Benchmark(Description = "event with 16 photos, per photo", OperationsPerInvoke = BatchSize)]
    public void Batch() => Run();
}
