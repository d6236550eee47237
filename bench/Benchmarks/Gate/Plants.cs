using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Faults that are planted to see that the gate finds them.</summary>
internal static class Plants
{
    /// <summary>Work that takes a share of the subject's own time more.</summary>
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
                while (Interleaved.ProcessorTime() - start < extra)
                {
                    // Work without a purpose.
                }
            },
        };
    }

    /// <summary>An array more for each call.</summary>
    public static Subject Larger(Subject subject, int bytes) =>
        subject with
        {
            Run = () =>
            {
                subject.Run();
                GC.KeepAlive(new byte[bytes]);
            },
        };
}
