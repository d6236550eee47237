using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Tests.Metrics;

public class SeparationTests
{
    [Theory]
    [InlineData(new[] { 0.8, 0.9 }, new[] { 0.1, 0.2 }, 1)]
    [InlineData(new[] { 0.1, 0.2 }, new[] { 0.8, 0.9 }, 0)]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 0.5 }, 0.5)]
    [InlineData(new[] { 0.3, 0.7 }, new[] { 0.5, 0.1, 0.7 }, 3.5 / 6)]
    public void Area_is_how_often_a_known_photo_has_the_higher_value(double[] known, double[] unknown, double area) =>
        Assert.Equal(area, Separation.Of(known, unknown).Area, 1e-12);

    [Fact]
    public void A_threshold_loses_what_is_below_and_accepts_what_reaches_it()
    {
        var points = Separation.Of([0.5, 0.7, 0.9, 1], [0.1, 0.5, 0.6]).Points;

        Assert.Equal(new SeparationPoint(0, 0, 1), points[0]);
        Assert.Equal(new SeparationPoint(0.5, 0, 2 / 3.0), points.Single(p => p.Threshold == 0.5));
        Assert.Equal(new SeparationPoint(0.9, 0.5, 0), points.Single(p => p.Threshold == 0.9));
        Assert.Equal(new SeparationPoint(0.99, 0.75, 0), points[^1]);
    }
}
