using System.Diagnostics;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Measuring;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>
/// Measures two subjects in turn, a few milliseconds each, so that whatever else the machine does falls on both. It counts
/// the time that processors worked for this process, and not the time that passed.
/// </summary>
internal sealed class Interleaved : IDisposable
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);
    private readonly Subject candidate;
    private readonly Subject baseline;
    private readonly int candidateCalls;
    private readonly int baselineCalls;
    private readonly Func<TimeSpan> clock;

    /// <param name="pair">What is measured.</param>
    /// <param name="plant">Spoils the candidate; null for nothing.</param>
    /// <param name="clock">Tells the time; null for the processors' time, or that on the wall where the pair asks for it.</param>
    public Interleaved(Pair pair, Func<Subject, Subject>? plant = null, Func<TimeSpan>? clock = null)
    {
        this.clock = clock ?? (pair.ByWallClock ? WallTime : ProcessorTime);
        candidate = pair.Candidate();
        baseline = pair.Baseline();
        // Both are compiled fully before anything is counted; then a second time, for how long a call takes.
        Warm(candidate);
        baselineCalls = Warm(baseline);
        candidate = plant?.Invoke(candidate) ?? candidate;
        candidateCalls = Warm(candidate);
    }

    public List<double> CandidateNanoseconds { get; } = [];

    public List<double> BaselineNanoseconds { get; } = [];

    /// <summary>What processors have worked for this process; where the system counts it in coarse steps, the time on the wall.</summary>
    public static TimeSpan ProcessorTime() => OperatingSystem.IsLinux() ? Environment.CpuUsage.TotalTime : WallTime();

    /// <summary>Measures further rounds.</summary>
    public void Run(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            // Who comes first changes, as the first finds caches that the other left.
            if (round % 2 == 0)
                CandidateNanoseconds.Add(Measure(candidate, candidateCalls));
            BaselineNanoseconds.Add(Measure(baseline, baselineCalls));
            if (round % 2 == 1)
                CandidateNanoseconds.Add(Measure(candidate, candidateCalls));
        }
    }

    /// <summary>Median of the ratios of the rounds.</summary>
    public double Ratio() => Median.Of(CandidateNanoseconds.Zip(BaselineNanoseconds, (a, b) => a / b));

    /// <summary>Bytes that one call of the candidate allocates, on all threads together.</summary>
    public long AllocatedBytes()
    {
        const int Attempts = 5;
        const int Calls = 20;
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Calls; i++)
                candidate.Run();
            // What the runtime allocates for itself now and then is no part of the least of them.
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least / Calls;
    }

    public void Dispose()
    {
        candidate.Dispose();
        baseline.Dispose();
    }

    private double Measure(Subject subject, int calls)
    {
        var start = clock();
        for (var i = 0; i < calls; i++)
            subject.Run();
        return (clock() - start).TotalNanoseconds / calls;
    }

    private static TimeSpan WallTime() => Stopwatch.GetElapsedTime(0);

    /// <returns>Calls that take a turn.</returns>
    private int Warm(Subject subject)
    {
        var (start, calls) = (clock(), 0);
        do
        {
            subject.Run();
            calls++;
        } while (clock() - start < WarmUp);
        return (int)Math.Ceiling(Turn / ((clock() - start) / calls));
    }
}
