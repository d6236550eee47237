using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Batch.Watching;

namespace ClothesClassification.Cli.Tests.Batch.Watching;

public sealed class JobCostTests
{
    [Theory]
    // Five places of 1 GB for 1,000 seconds are 5,000 GB-seconds of Lambda, and 312.5 of Step Functions.
    [InlineData(5, 100, 10_000, 1000, 0.0833335 + 0.005209375 + 100 * 0.0000316 + 10_000 * 0.0000004 + 10 * 0.000005)]
    // No more places were taken than there were batches; and 0 is no limit.
    [InlineData(5, 2, 200, 1000, 0.0333334 + 0.00208375 + 2 * 0.0000316 + 200 * 0.0000004 + 0.2 * 0.000005)]
    [InlineData(0, 2, 200, 1000, 0.0333334 + 0.00208375 + 2 * 0.0000316 + 200 * 0.0000004 + 0.2 * 0.000005)]
    [InlineData(5, 0, 0, 1000, 0)]
    public void Sum_is_of_the_places_times_the_time_and_of_the_calls(
        int places,
        int batches,
        int photos,
        int seconds,
        double dollars
    )
    {
        var map = new MapRun(places, Counts(photos), Counts(batches));

        var cost = new JobCost(1024).AtMost(map, TimeSpan.FromSeconds(seconds));

        Assert.Equal(dollars, (double)cost, 6);
    }

    // Some ended and some at work; what waits costs nothing yet.
    private static MapCounts Counts(int begun) => new(7, begun / 2, begun - (begun / 2), 0, 0, 0, begun + 7);
}
