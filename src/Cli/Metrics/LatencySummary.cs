namespace ClothesClassification.Cli.Metrics;

/// <summary>Time from a photo's bytes to its answer, in milliseconds, with as many photos at work as the machine has processors.</summary>
internal sealed record LatencySummary(double Mean, double P50, double P90, double P99, double Max)
{
    /// <param name="milliseconds">One value a photo, in any order.</param>
    public static LatencySummary Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0
            ? new LatencySummary(0, 0, 0, 0, 0)
            : new LatencySummary(
                sorted.Average(),
                Percentile(sorted, 50),
                Percentile(sorted, 90),
                Percentile(sorted, 99),
                sorted[^1]
            );
    }

    // Nearest rank: a value that was measured, never one in between.
    private static double Percentile(double[] sorted, int percent) =>
        sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)];
}
