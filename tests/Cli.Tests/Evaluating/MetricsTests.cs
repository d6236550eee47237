using ClothesClassification.Cli.Evaluating;

namespace ClothesClassification.Cli.Tests.Evaluating;

public class MetricsTests
{
    [Fact]
    public void Confusion_gives_precision_recall_and_f1()
    {
        // Of 4 cats 3 are told, of 2 dogs 1; the missed cat is taken for a dog, the missed dog for a cat.
        var matrix = new ConfusionMatrix(3);
        foreach (var (truth, predicted) in new[] { (0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 0) })
            matrix.Add(truth, predicted);

        Assert.Equal((6, 4), (matrix.Total, matrix.Correct));
        Assert.Equal(new ClassMetrics(3 / 4.0, 3 / 4.0, 6 / 8.0, 4), matrix.Of(0));
        Assert.Equal(new ClassMetrics(1 / 2.0, 1 / 2.0, 2 / 4.0, 2), matrix.Of(1));
        Assert.Equal(new ClassMetrics(null, null, null, 0), matrix.Of(2));
    }

    [Fact]
    public void Label_never_predicted_has_no_precision_and_a_recall_of_0()
    {
        var matrix = new ConfusionMatrix(2);
        matrix.Add(1, 0);

        Assert.Equal(new ClassMetrics(null, 0, 0, 1), matrix.Of(1));
    }

    [Fact]
    public void Calibration_error_weighs_the_gap_of_each_bin_by_its_photos()
    {
        var error = new CalibrationError();
        // Bin (14/15, 1]: three photos, mean score 0.96, two right: gap |2/3 - 0.96|.
        error.Add(0.95, true);
        error.Add(0.96, false);
        error.Add(0.97, true);
        // Bin (7/15, 8/15]: one photo of 0.5, right: gap 0.5.
        error.Add(0.5, true);

        Assert.Equal(((3 * Math.Abs((2 / 3.0) - 0.96)) + 0.5) / 4, error.Value, 1e-12);
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1.0, 0.0)]
    public void Scores_at_both_ends_fall_into_a_bin(double score, double expected)
    {
        var error = new CalibrationError();
        error.Add(score, correct: true);

        Assert.Equal(expected, error.Value);
    }

    [Fact]
    public void Percentiles_are_values_that_were_measured()
    {
        var summary = LatencySummary.Of(Enumerable.Range(1, 200).Select(i => (double)(201 - i)));

        Assert.Equal(new LatencySummary(100.5, 100, 180, 198, 200), summary);
        Assert.Equal(new LatencySummary(0, 0, 0, 0, 0), LatencySummary.Of([]));
    }
}
