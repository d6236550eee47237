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
    private const double WarmUpNanoseconds = 250e6;
    private readonly Subject candidate;
    private readonly Subject baseline;
    private readonly int candidateCalls;
    private readonly int baselineCalls;
    private readonly Func<TimeSpan> clock;

    /// <param name="pair">The pair to measure.</param>
    /// <param name="clock">The clock; null for processor time, or elapsed time where the pair uses it.</param>
    public Interleaved(Pair pair, Func<TimeSpan>? clock = null)
    {
        this.clock = clock ?? (pair.UseWallClock ? ElapsedTime : ProcessorTime);
        candidate = pair.Candidate();
        try
        {
            baseline = pair.Baseline();
        }
        catch
        {
            candidate.Dispose();
            throw;
        }

        // The first pass lets the compiler optimise both; the second measures how long a call takes.
        WarmUp(candidate);
        WarmUp(baseline);
        candidateCalls = WarmUp(candidate);
        baselineCalls = WarmUp(baseline);
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

    /// <summary>Bytes that one call of the candidate allocates.</summary>
    public long CandidateBytes() => Bytes(candidate);

    /// <summary>Bytes that one call of the baseline allocates.</summary>
    public long BaselineBytes() => Bytes(baseline);

    public void Dispose()
    {
        candidate.Dispose();
        baseline.Dispose();
    }

    private static long Bytes(Subject subject) => subject.Allocated?.Invoke() ?? Allocation.Of(subject.Run);

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
    private int WarmUp(Subject subject)
    {
        var (spent, calls, last) = (0.0, 1, 0.0);
        while (spent < WarmUpNanoseconds)
        {
            last = Measure(subject, calls);
            spent += last * calls;
            // Larger and larger, as a process is asked for each measurement.
            if (last * calls < TurnNanoseconds / 2)
                calls *= 2;
        }

        return (int)Math.Ceiling(TurnNanoseconds / last);
    }
}
