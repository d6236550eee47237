using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Tests.Metrics;

public class LatencySummaryTests
{
    [Fact]
    public void Percentiles_are_values_that_were_measured()
    {
        var summary = LatencySummary.Of(Enumerable.Range(1, 200).Select(i => (double)(201 - i)));

        Assert.Equal(new LatencySummary(100.5, 100, 180, 198, 200), summary);
        Assert.Equal(new LatencySummary(0, 0, 0, 0, 0), LatencySummary.Of([]));
    }
}
