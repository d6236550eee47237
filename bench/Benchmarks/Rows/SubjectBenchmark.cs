using BenchmarkDotNet.Attributes;

namespace ClothesClassification.Benchmarks.Rows;

/// <summary>Benchmarks of subjects: each benchmark's subject is made before it is measured, and disposed of after it.</summary>
public abstract class SubjectBenchmark
{
    private Subjects.Subject? subject;

    private protected void Measure(Subjects.Subject made) => subject = made;

    private protected void Run() => subject!.Run();

    [GlobalCleanup]
    public void Cleanup() => subject?.Dispose();
}
