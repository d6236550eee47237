using System.Globalization;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>How much more memory the process has had, at its most, since a moment. Linux counts it.</summary>
internal sealed class PeakMemory
{
    private readonly long before;

    private PeakMemory(long before) => this.before = before;

    /// <summary>Bytes of the largest resident memory since the start, less that at the start.</summary>
    public long Growth => Read("VmHWM") - before;

    public static PeakMemory Start()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        // See proc_pid_clear_refs(5): 5 sets the peak to what is in use.
        File.WriteAllText("/proc/self/clear_refs", "5");
        return new PeakMemory(Read("VmRSS"));
    }

    private static long Read(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return 1024
            * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
