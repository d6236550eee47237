namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>Something to measure.</summary>
/// <param name="Run">One call.</param>
/// <param name="Resources">Disposed of with it.</param>
internal sealed record Subject(Action Run, params IDisposable?[] Resources) : IDisposable
{
    /// <summary>Runs a number of calls and returns the nanoseconds of one; null for what this process can measure itself.</summary>
    public Func<int, double>? Measure { get; init; }

    /// <summary>Returns the bytes that a call allocates; null for what this process can measure itself.</summary>
    public Func<long>? Allocated { get; init; }

    public void Dispose()
    {
        foreach (var resource in Resources)
            resource?.Dispose();
    }
}
