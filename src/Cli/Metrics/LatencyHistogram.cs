namespace ClothesClassification.Cli.Metrics;

/// <summary>Photos by their time: counts in bins of equal width from 0, and one count for all beyond.</summary>
/// <param name="BinMs">Width of a bin in milliseconds; each has its lower bound and not its upper one.</param>
/// <param name="Counts">Photos in each bin.</param>
/// <param name="Beyond">Photos past the last bin.</param>
internal sealed record LatencyHistogram(double BinMs, IReadOnlyList<int> Counts, int Beyond)
{
    private const int MaxBins = 30;
    private static readonly double[] Steps = [1, 2, 5];

    /// <summary>Histograms with the same bins, so that they can be compared: 99 % of all values are in them.</summary>
    public static IReadOnlyList<LatencyHistogram> Of(params IReadOnlyCollection<double>[] milliseconds)
    {
        var last = LatencySummary.Of(milliseconds.SelectMany(m => m)).P99;
        var width = Width(last);
        var bins = (int)(last / width) + 1;
        return [.. milliseconds.Select(m => Count(m, width, bins))];
    }

    // The smallest of ... 0.1, 0.2, 0.5, 1, 2, 5, 10 ... with which the bins are few.
    private static double Width(double last)
    {
        for (var power = -3; ; power++)
        {
            foreach (var step in Steps)
            {
                var width = power < 0 ? step / Math.Pow(10, -power) : step * Math.Pow(10, power);
                if (last / width < MaxBins)
                    return width;
            }
        }
    }

    private static LatencyHistogram Count(IEnumerable<double> milliseconds, double width, int bins)
    {
        var counts = new int[bins];
        var beyond = 0;
        foreach (var value in milliseconds)
        {
            var bin = (int)Math.Min(value / width, bins);
            if (bin == bins)
                beyond++;
            else
                counts[bin]++;
        }

        return new LatencyHistogram(width, counts, beyond);
    }
}
