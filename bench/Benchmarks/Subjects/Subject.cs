namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>Something to measure: one call of it, and what it holds on to.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="Run">One call.</param>
/// <param name="Owned">What is disposed of with it; null for nothing.</param>
internal sealed record Subject(string Name, Action Run, IDisposable? Owned = null) : IDisposable
{
    public void Dispose() => Owned?.Dispose();
}
