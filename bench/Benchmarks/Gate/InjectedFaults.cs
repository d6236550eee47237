using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Faults that the gate must detect.</summary>
internal static class InjectedFaults
{
    /// <summary>A busy loop that takes a share of the subject's own time.</summary>
    public static Subject Slower(Subject subject, double share)
    {
        const int Calls = 50;
        var before = Interleaved.ProcessorTime();
        for (var i = 0; i < Calls; i++)
            subject.Run();
        var extra = (Interleaved.ProcessorTime() - before) / Calls * share;
        return subject with
        {
            Run = () =>
            {
                subject.Run();
                var start = Interleaved.ProcessorTime();
                while (Interleaved.ProcessorTime() - start < extra) { }
            },
        };
    }

    /// <summary>One more array for each call.</summary>
    public static Subject Allocating(Subject subject, int bytes) =>
        subject with
        {
            Run = () =>
            {
                subject.Run();
                GC.KeepAlive(new byte[bytes]);
            },
        };
}
