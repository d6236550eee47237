using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Tests.Metrics;

public class CoverageCurveTests
{
    [Fact]
    public void Coverage_counts_photos_that_reach_the_minimum_score_and_those_of_them_that_are_right()
    {
        var curve = CoverageCurve.Of([
            Answered.Of(0.5, false),
            Answered.Of(0.5, true),
            Answered.Of(0.75, true),
            Answered.Of(0.875, true),
        ]);

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

    private static CoveragePoint At(IReadOnlyList<CoveragePoint> curve, double minimum) =>
        curve.Single(p => p.MinScore == minimum);
}
