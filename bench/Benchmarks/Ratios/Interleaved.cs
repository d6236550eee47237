using System.Diagnostics;
using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>
/// Measures two subjects in turn, a few milliseconds each, so that other load on the machine affects both. It counts the
/// processor time of a process, not elapsed time.
/// </summary>
internal sealed class Interleaved : IDisposable
{
    private const double TurnNanoseconds = 15e6;
    private const double WarmUpNanoseconds = 400e6;
    private readonly Subject candidate;
    private readonly Subject baseline;
    private readonly int candidateCalls;
    private readonly int baselineCalls;
    private readonly Func<TimeSpan> clock;

    /// <param name="pair">The pair to measure.</param>
    /// <param name="fault">Injects a fault into the candidate; null for none.</param>
    /// <param name="clock">The clock; null for processor time, or elapsed time where the pair uses it.</param>
    public Interleaved(Pair pair, Func<Subject, Subject>? fault = null, Func<TimeSpan>? clock = null)
    {
        this.clock = clock ?? (pair.UseWallClock ? ElapsedTime : ProcessorTime);
        candidate = pair.Candidate();
        baseline = pair.Baseline();
        // The first pass lets the compiler optimise both; later ones measure how long a call takes.
        WarmUpOnce(candidate);
        baselineCalls = WarmUpOnce(baseline);
        candidate = fault?.Invoke(candidate) ?? candidate;
        candidateCalls = WarmUpOnce(candidate);
    }

    public List<double> CandidateNanoseconds { get; } = [];

    public List<double> BaselineNanoseconds { get; } = [];

    /// <summary>Processor time of this process; elapsed time on systems that count it in coarse steps.</summary>
    public static TimeSpan ProcessorTime() =>
        OperatingSystem.IsLinux() ? Environment.CpuUsage.TotalTime : ElapsedTime();

    /// <summary>Measures further rounds.</summary>
    public void Run(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            // They alternate, as the first one runs with caches that the other left.
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
        var minimum = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Calls; i++)
                candidate.Run();
            // The minimum excludes what the runtime itself allocates now and then.
            minimum = Math.Min(minimum, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return minimum / Calls;
    }

    public void Dispose()
    {
        candidate.Dispose();
        baseline.Dispose();
    }

    private double Measure(Subject subject, int calls)
    {
        if (subject.Measure is { } measure)
            return measure(calls);
        var start = clock();
        for (var i = 0; i < calls; i++)
            subject.Run();
        return (clock() - start).TotalNanoseconds / calls;
    }

    private static TimeSpan ElapsedTime() => Stopwatch.GetElapsedTime(0);

    /// <returns>Calls that fill a turn.</returns>
    private int WarmUpOnce(Subject subject)
    {
        var (spent, calls) = (0.0, 0);
        for (; spent < WarmUpNanoseconds; calls++)
            spent += Measure(subject, 1);
        return (int)Math.Ceiling(TurnNanoseconds / (spent / calls));
    }
}
