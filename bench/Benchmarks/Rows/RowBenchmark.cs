using BenchmarkDotNet.Attributes;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>Runs each row of <see cref="TableRows"/>; its subject exists only while it is measured.</summary>
public class RowBenchmark
{
    private Subject? subject;

    public static IEnumerable<string> Names => TableRows.All.Select(row => row.Name);

    [ParamsSource(nameof(Names))]
    public string Row { get; set; } = "";

    [GlobalSetup]
    public void SetUp() => subject = TableRows.Get(Row).Create();

    [GlobalCleanup]
    public void CleanUp() => subject?.Dispose();

    [Benchmark]
    public void Run() => subject!.Run();
}
