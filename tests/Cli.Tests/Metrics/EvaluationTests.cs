using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Tests.Metrics;

public sealed class EvaluationTests
{
    [Fact]
    public void Without_answers_no_time_was_measured() =>
        Assert.Null(new Evaluation(["cat", "dog"]).Report().LatencyMs);
}
