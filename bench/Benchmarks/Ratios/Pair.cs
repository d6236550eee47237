using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>Two subjects that are measured in turn, for the ratio of their times.</summary>
/// <param name="Name">What is compared with what.</param>
/// <param name="Candidate">Ours.</param>
/// <param name="Baseline">What it is compared with.</param>
internal sealed record Pair(string Name, Func<Subject> Candidate, Func<Subject> Baseline)
{
    /// <summary>Whether the time on the wall counts, and not that of the processors: for work on several threads.</summary>
    public bool ByWallClock { get; init; }

    /// <summary>
    /// Bytes by which what is allocated can vary: an answer tells how long it took, in text that is longer when it took long.
    /// </summary>
    public long TextBytes { get; init; }
}
