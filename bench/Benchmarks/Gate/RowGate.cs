using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Measuring;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Measures a pair until its verdict is clear.</summary>
/// <param name="limits">What is let through.</param>
/// <param name="processor">This machine's processor.</param>
/// <param name="clock">Tells the time; null for the processors' time.</param>
internal sealed class RowGate(Limits limits, Processor processor, Func<TimeSpan>? clock = null)
{
    private const int Rounds = 30;
    private const int MostRounds = 120;

    // Where memory came to lie can cost some percent for as long as a subject lives: a slow one gets other memory.
    private const int Attempts = 3;

    public RowResult Run(Pair pair, Func<Subject, Subject>? plant = null)
    {
        var result = Attempt(pair, plant);
        for (var attempt = 1; attempt < Attempts && result.Fails; attempt++)
            result = Attempt(pair, plant);
        return result;
    }

    /// <summary>Whether a planted fault is found; as for a real one, luck with memory must not decide.</summary>
    public bool Finds(Pair pair, Func<Subject, Subject> plant, Predicate<RowResult> fault)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (fault(Attempt(pair, plant)))
                return true;
        }

        return false;
    }

    private RowResult Attempt(Pair pair, Func<Subject, Subject>? plant)
    {
        using var measured = new Interleaved(pair, plant, clock);
        var limit = limits.Ratio(pair.Name, processor);
        var verdict = Verdict.Open;
        do
        {
            measured.Run(Rounds);
            if (limit is null)
                break;
            verdict = Decision.Of(
                measured.CandidateNanoseconds,
                measured.BaselineNanoseconds,
                limit.Value,
                limits.NoiseFloorNanoseconds
            );
        } while (verdict == Verdict.Open && measured.CandidateNanoseconds.Count < MostRounds);
        return new RowResult(
            pair.Name,
            measured.Ratio(),
            limit,
            verdict,
            measured.AllocatedBytes(),
            limits.Bytes(pair.Name, processor) + pair.TextBytes,
            Median.Of(measured.CandidateNanoseconds)
        );
    }
}
