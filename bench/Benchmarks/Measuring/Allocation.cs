namespace ClothesClassification.Benchmarks.Measuring;

/// <summary>Managed memory that a call allocates.</summary>
internal static class Allocation
{
    private const int MaxAttempts = 30;
    private const int Calls = 10;

    // The runtime itself allocates now and then, so the smallest number counts, once it has been seen as often as this.
    private const int Sightings = 3;

    /// <summary>Bytes of one call, on all threads together: the same number in each run.</summary>
    public static long Of(Action run)
    {
        var (minimum, seen) = (long.MaxValue, 0);
        for (var attempt = 0; attempt < MaxAttempts && seen < Sightings; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < Calls; i++)
                run();
            var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            seen = bytes < minimum ? 1 : seen + (bytes == minimum ? 1 : 0);
            minimum = Math.Min(minimum, bytes);
        }

        return minimum / Calls;
    }
}
