using BenchmarkDotNet.Attributes;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>Single steps that do not depend on the size of a photo, each beside the way that a library has for it.</summary>
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class Steps : SubjectBenchmark
{
    private readonly byte[] photo = PhotoSet.Get("jpeg-400").Bytes;

    [GlobalSetup(Target = nameof(RankByLinq))]
    public void SetUpRankByLinq() => Measure(Ranks.Linq());

    [GlobalSetup(Target = nameof(Rank))]
    public void SetUpRank() => Measure(Ranks.Ours());

    [GlobalSetup(Target = nameof(RawInt8))]
    public void SetUpRawInt8() => Measure(Model.Raw("int8"));

    [GlobalSetup(Target = nameof(EngineInt8))]
    public void SetUpEngineInt8() => Measure(Model.Ours("int8"));

    [GlobalSetup(Target = nameof(RawFp32))]
    public void SetUpRawFp32() => Measure(Model.Raw("fp32"));

    [GlobalSetup(Target = nameof(EngineFp32))]
    public void SetUpEngineFp32() => Measure(Model.Ours("fp32"));

    [GlobalSetup(Target = nameof(ReadByObjects))]
    public void SetUpReadByObjects() => Measure(Messages.ReadRequestStock(PhotoSet.Get("jpeg-400")));

    [GlobalSetup(Target = nameof(Read))]
    public void SetUpRead() => Measure(Messages.ReadRequest(PhotoSet.Get("jpeg-400")));

    [GlobalSetup(Target = nameof(WriteByObjects))]
    public void SetUpWriteByObjects() => Measure(Messages.WriteAnswerStock());

    [GlobalSetup(Target = nameof(Write))]
    public void SetUpWrite() => Measure(Messages.WriteAnswer());

    [Benchmark(Baseline = true, Description = "sniff the format"), BenchmarkCategory("1 sniff")]
    public object Sniff() => PhotoFormatSniffer.Sniff(photo);

    [Benchmark(Baseline = true, Description = "ONNX Runtime alone, int8"), BenchmarkCategory("2 model, int8")]
    public void RawInt8() => Run();

    [Benchmark(Description = "ML.NET's transformer, int8"), BenchmarkCategory("2 model, int8")]
    public void EngineInt8() => Run();

    [Benchmark(Baseline = true, Description = "ONNX Runtime alone, fp32"), BenchmarkCategory("3 model, fp32")]
    public void RawFp32() => Run();

    [Benchmark(Description = "ML.NET's transformer, fp32"), BenchmarkCategory("3 model, fp32")]
    public void EngineFp32() => Run();

    [Benchmark(Baseline = true, Description = "rank by LINQ"), BenchmarkCategory("4 ranking")]
    public void RankByLinq() => Run();

    [Benchmark(Description = "rank"), BenchmarkCategory("4 ranking")]
    public void Rank() => Run();

    [Benchmark(Baseline = true, Description = "event to objects and strings"), BenchmarkCategory("5 request")]
    public void ReadByObjects() => Run();

    [Benchmark(Description = "read the request"), BenchmarkCategory("5 request")]
    public void Read() => Run();

    [Benchmark(Baseline = true, Description = "answer by objects and strings"), BenchmarkCategory("6 answer")]
    public void WriteByObjects() => Run();

    [Benchmark(Description = "write the answer"), BenchmarkCategory("6 answer")]
    public void Write() => Run();
}
