namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>Something to measure.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="Run">One call.</param>
/// <param name="Resources">Disposed of with it.</param>
internal sealed record Subject(string Name, Action Run, params IDisposable?[] Resources) : IDisposable
{
    public void Dispose()
    {
        foreach (var resource in Resources)
            resource?.Dispose();
    }
}
