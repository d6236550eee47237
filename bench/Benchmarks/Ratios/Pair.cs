using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>Two subjects that are measured in turn, for the ratio of their times.</summary>
/// <param name="Name">What is compared with what.</param>
/// <param name="Candidate">Ours.</param>
/// <param name="Baseline">What it is compared with.</param>
internal sealed record Pair(string Name, Func<Subject> Candidate, Func<Subject> Baseline)
{
    /// <summary>Whether elapsed time counts instead of processor time: for work on several threads.</summary>
    public bool UseWallClock { get; init; }

    /// <summary>The ratio that the project promises on x86-64 processors with AVX2; null for none.</summary>
    public double? Promised { get; init; }

    /// <summary>
    /// Bytes by which allocations vary: the answer contains its duration as text of varying length.
    /// </summary>
    public long AllocationTolerance { get; init; }
}
