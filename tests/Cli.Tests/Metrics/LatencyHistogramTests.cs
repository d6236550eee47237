using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Tests.Metrics;

public class LatencyHistogramTests
{
    [Fact]
    public void Latency_bins_hold_all_but_the_slowest_hundredth()
    {
        // 99 photos of 0 to 9.8 ms, and one of 500: the 99th percentile is 9.8, and 0.5 the least width with under 30 bins.
        double[] values = [.. Enumerable.Range(0, 99).Select(i => i / 10.0), 500];

        var histogram = LatencyHistogram.Of(values)[0];

        Assert.Equal((0.5, 1), (histogram.BinMs, histogram.Beyond));
        Assert.Equal(20, histogram.Counts.Count);
        Assert.Equal(99, histogram.Counts.Sum());
        // 0, 0.1, 0.2, 0.3, 0.4; 0.5 is in the next.
        Assert.Equal(5, histogram.Counts[0]);
    }

    [Fact]
    public void Latencies_of_two_models_share_their_bins()
    {
        var both = LatencyHistogram.Of([1, 2, 3], [10, 100]);

        Assert.Equal(both[0].BinMs, both[1].BinMs);
        Assert.Equal(both[0].Counts.Count, both[1].Counts.Count);
        Assert.Equal((3, 2), (both[0].Counts.Sum(), both[1].Counts.Sum()));
    }

    [Fact]
    public void Latencies_of_no_photo_or_of_none_that_took_time_are_shown_too()
    {
        Assert.Equal(0, LatencyHistogram.Of(Array.Empty<double>())[0].Counts.Sum());
        Assert.Equal([2], LatencyHistogram.Of([0.0, 0.0])[0].Counts);
    }
}
