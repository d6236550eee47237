using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Measures a pair until the test on time is decided.</summary>
/// <param name="limits">The limits.</param>
/// <param name="processor">This machine's processor.</param>
/// <param name="clock">The clock; null for processor time.</param>
internal sealed class RowGate(Limits limits, Processor processor, Func<TimeSpan>? clock = null)
{
    private const int Rounds = 30;
    private const int MaxRounds = 120;

    // Memory layout alone can make a subject some percent slower for as long as it lives: a slow one is created again.
    private const int Attempts = 3;

    public RowResult Run(Pair pair, Func<Subject, Subject>? fault = null)
    {
        var result = Attempt(pair, fault);
        for (var attempt = 1; attempt < Attempts && result.Failed; attempt++)
            result = Attempt(pair, fault);
        return result;
    }

    /// <summary>Whether an injected fault is detected, with as many attempts as for a row.</summary>
    public bool Detects(Pair pair, Func<Subject, Subject> fault, Predicate<RowResult> detected)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (detected(Attempt(pair, fault)))
                return true;
        }

        return false;
    }

    private RowResult Attempt(Pair pair, Func<Subject, Subject>? fault)
    {
        using var measured = new Interleaved(pair, fault, clock);
        var limit = limits.MaxRatio(pair.Name, processor);
        var verdict = Verdict.Undecided;
        do
        {
            measured.Run(Rounds);
            if (limit is null)
                break;
            verdict = EquivalenceTest.Of(
                measured.CandidateNanoseconds,
                measured.BaselineNanoseconds,
                limit.Value,
                limits.NoiseFloorNanoseconds
            );
        } while (verdict == Verdict.Undecided && measured.CandidateNanoseconds.Count < MaxRounds);
        return new RowResult(
            pair.Name,
            measured.Ratio(),
            limit,
            verdict,
            measured.AllocatedBytes(),
            limits.MaxBytes(pair.Name, processor) + pair.AllocationTolerance,
            Median.Of(measured.CandidateNanoseconds)
        );
    }
}
