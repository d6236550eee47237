using System.Globalization;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Faults that the gate must detect.</summary>
/// <param name="Slowdown">The share of its own time by which a call takes longer.</param>
/// <param name="Bytes">The size of an array that each call allocates.</param>
internal sealed record InjectedFaults(double Slowdown = 0, int Bytes = 0)
{
    /// <summary>As arguments of a process have them.</summary>
    public static InjectedFaults Parse(string slowdown, string bytes) =>
        new(double.Parse(slowdown, CultureInfo.InvariantCulture), int.Parse(bytes, CultureInfo.InvariantCulture));

    public Subject Into(Subject subject)
    {
        var extra = Slowdown > 0 ? OwnTime(subject.Run) * Slowdown : TimeSpan.Zero;
        return subject with
        {
            Run = () =>
            {
                subject.Run();
                if (Bytes > 0)
                    GC.KeepAlive(new byte[Bytes]);
                if (extra == TimeSpan.Zero)
                    return;
                var start = Interleaved.ProcessorTime();
                while (Interleaved.ProcessorTime() - start < extra) { }
            },
        };
    }

    // The second half of the calls: the compiler has optimised what they run.
    private static TimeSpan OwnTime(Action run)
    {
        const int Calls = 100;
        var start = TimeSpan.Zero;
        for (var i = 0; i < 2 * Calls; i++)
        {
            if (i == Calls)
                start = Interleaved.ProcessorTime();
            run();
        }

        return (Interleaved.ProcessorTime() - start) / Calls;
    }
}
