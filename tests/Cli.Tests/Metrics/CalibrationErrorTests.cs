using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Tests.Metrics;

public class CalibrationErrorTests
{
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
    public void Calibration_bins_have_their_photos_mean_score_and_accuracy()
    {
        var bins = CalibrationError
            .Of([Answered.Of(0.95, true), Answered.Of(0.97, false), Answered.Of(0.5, true)])
            .Bins;

        Assert.Equal(15, bins.Count);
        Assert.Equal((7 / 15.0, 8 / 15.0, 1), (bins[7].From, bins[7].To, bins[7].Photos));
        Assert.Equal((0.5, 1.0), (bins[7].MeanScore!.Value, bins[7].Accuracy!.Value));
        Assert.Equal(2, bins[14].Photos);
        Assert.Equal(0.96, bins[14].MeanScore!.Value, 1e-6);
        Assert.Equal(0.5, bins[14].Accuracy);
        Assert.Equal(new CalibrationBin(0, 1 / 15.0, 0, null, null), bins[0]);
    }
}
