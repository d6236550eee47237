using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference.Tests.Scoring;

public class CalibratedScoresTests
{
    [Theory]
    [InlineData(1, 0.66524096, 0.24472847)]
    [InlineData(2, 0.50648040, 0.30719589)]
    public void A_temperature_divides_the_logits(double temperature, double best, double second)
    {
        var two = CalibratedScores.BestTwo([0, 2, 1], temperature, Activation.Softmax);

        Assert.Equal(best, two.Best, 1e-6);
        Assert.Equal(second, two.Second, 1e-6);
    }

    [Fact]
    public void Without_logits_their_place_is_taken_by_logarithms_of_the_scores()
    {
        var logits = CalibratedScores.Logits([], [0.25f, 0.75f, 0], Activation.Softmax);

        var two = CalibratedScores.BestTwo(logits, 1, Activation.Softmax);
        Assert.Equal(0.75, two.Best, 1e-6);
        Assert.Equal(0.25, two.Second, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(0.9)]
    [InlineData(1)]
    public void Scores_that_stand_on_their_own_come_back_from_their_odds(float score)
    {
        var logits = CalibratedScores.Logits([], [score, 0], Activation.Sigmoid);

        Assert.Equal(score, CalibratedScores.BestTwo(logits, 1, Activation.Sigmoid).Best, 1e-6f);
    }
}
