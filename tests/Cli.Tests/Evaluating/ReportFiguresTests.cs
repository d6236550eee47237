using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Tests.Evaluating;

/// <summary>The report's figures, on cases that are worked out by hand.</summary>
public class ReportFiguresTests
{
    [Fact]
    public void Calibration_bins_have_their_photos_mean_score_and_accuracy()
    {
        var bins = CalibrationError.Of([Answer(0.95, true), Answer(0.97, false), Answer(0.5, true)]).Bins;

        Assert.Equal(15, bins.Count);
        Assert.Equal((7 / 15.0, 8 / 15.0, 1), (bins[7].From, bins[7].To, bins[7].Photos));
        Assert.Equal((0.5, 1.0), (bins[7].MeanScore!.Value, bins[7].Accuracy!.Value));
        Assert.Equal(2, bins[14].Photos);
        Assert.Equal(0.96, bins[14].MeanScore!.Value, 1e-6);
        Assert.Equal(0.5, bins[14].Accuracy);
        Assert.Equal(new CalibrationBin(0, 1 / 15.0, 0, null, null), bins[0]);
    }

    [Fact]
    public void Coverage_counts_photos_that_reach_the_minimum_score_and_those_of_them_that_are_right()
    {
        var curve = CoverageCurve.Of([Answer(0.5, false), Answer(0.5, true), Answer(0.75, true), Answer(0.875, true)]);

        Assert.Equal(new CoveragePoint(0, 4, 1, 3 / 4.0), At(curve, 0));
        Assert.Equal(new CoveragePoint(0.5, 4, 1, 3 / 4.0), At(curve, 0.5));
        Assert.Equal(new CoveragePoint(0.75, 2, 0.5, 1), At(curve, 0.75));
        Assert.Equal(new CoveragePoint(0.8, 1, 0.25, 1), At(curve, 0.8));
        Assert.Equal(new CoveragePoint(0.99, 0, 0, null), At(curve, 0.99));
        Assert.Equal(21, curve.Count);
    }

    [Fact]
    public void Coverage_of_nothing_is_nothing() =>
        Assert.All(
            CoverageCurve.Of([]),
            point => Assert.Equal((0, 0.0, null), (point.Photos, point.Coverage, point.Accuracy))
        );

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

    // Wilson's interval for 9 of 10: (0.9 + 3.8415/20 -+ 1.96 sqrt(0.9 * 0.1/10 + 3.8415/400)) / (1 + 3.8415/10).
    [Theory]
    [InlineData(9, 10, 0.5958, 0.9821)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(0, 0, 0, 1)]
    public void Confidence_interval_is_Wilsons(int right, int photos, double low, double high)
    {
        var interval = ShareInterval.Of(right, photos);

        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
    }

    // Twice the binomial tail at one half: 1 and 5 of 6 give 2 * (1 + 6) / 64; 0 and 5 of 5 give 2 / 32.
    [Theory]
    [InlineData(1, 5, 14 / 64.0)]
    [InlineData(5, 1, 14 / 64.0)]
    [InlineData(0, 5, 2 / 32.0)]
    [InlineData(3, 3, 1)]
    [InlineData(0, 0, 1)]
    public void Chance_of_a_difference_is_McNemars(int first, int second, double chance) =>
        Assert.Equal(chance, new ModelComparison(90, first, second, 3).PValue, 1e-12);

    [Fact]
    public void Chance_of_a_difference_on_very_many_photos_is_a_number()
    {
        // Normal approximation with continuity correction: z = (|2000 - 2100| - 1) / sqrt(4100) = 1.546, two-sided 0.122.
        Assert.Equal(0.122, new ModelComparison(0, 2000, 2100, 0).PValue, 0.001);
    }

    [Fact]
    public void Models_are_compared_on_photos_that_both_answered()
    {
        LabelledAnswer[] first = [Answer(0.9, true, "a"), Answer(0.9, true, "b"), Answer(0.9, false, "c")];
        LabelledAnswer[] second = [Answer(0.9, true, "a"), Answer(0.9, false, "b"), Answer(0.9, true, "d")];

        Assert.Equal(new ModelComparison(1, 1, 0, 0), ModelComparison.Of(first, second));
    }

    private static CoveragePoint At(IReadOnlyList<CoveragePoint> curve, double minimum) =>
        curve.Single(p => p.MinScore == minimum);

    private static LabelledAnswer Answer(double score, bool right, string photo = "photo") =>
        new(photo, "cat", [new Prediction(right ? "cat" : "dog", (float)score, null)], 1);
}
