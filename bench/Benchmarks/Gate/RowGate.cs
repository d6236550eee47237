using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Ratios;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Measures a pair until the test on time is decided.</summary>
/// <param name="noiseFloorNanoseconds">Nanoseconds that a call may take longer whatever the ratio.</param>
/// <param name="clock">The clock; null for processor time.</param>
internal sealed class RowGate(double noiseFloorNanoseconds, Func<TimeSpan>? clock = null)
{
    private const int Rounds = 30;
    private const int MaxRounds = 120;

    // Memory layout alone can make a subject some percent slower for as long as it lives: a slow one is created again.
    private const int Attempts = 3;

    /// <param name="pair">The pair; both are created anew for each attempt.</param>
    /// <param name="limit">The ratio that passes.</param>
    /// <param name="compareBytes">Whether the candidate may not allocate more than the baseline.</param>
    public RowResult Run(Pair pair, double limit, bool compareBytes)
    {
        var result = Attempt(pair, limit, compareBytes);
        for (var attempt = 1; attempt < Attempts && result.Failed; attempt++)
            result = Attempt(pair, limit, compareBytes);
        return result;
    }

    private RowResult Attempt(Pair pair, double limit, bool compareBytes)
    {
        using var measured = new Interleaved(pair, clock);
        Verdict verdict;
        do
        {
            measured.Run(Rounds);
            verdict = EquivalenceTest.Of(
                measured.CandidateNanoseconds,
                measured.BaselineNanoseconds,
                limit,
                noiseFloorNanoseconds
            );
        } while (verdict == Verdict.Undecided && measured.CandidateNanoseconds.Count < MaxRounds);
        return new RowResult(
            pair.Name,
            Median.Of(measured.BaselineNanoseconds),
            Median.Of(measured.CandidateNanoseconds),
            measured.Ratio(),
            limit,
            verdict,
            compareBytes ? measured.BaselineBytes() + pair.AllocationTolerance : null,
            compareBytes ? measured.CandidateBytes() : null
        );
    }
}
