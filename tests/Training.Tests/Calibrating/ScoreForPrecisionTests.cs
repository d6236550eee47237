using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Training.Tests.Calibrating;

public class ScoreForPrecisionTests
{
    private static readonly (float, bool)[] Answers =
    [
        (0.9f, true),
        (0.8f, false),
        (0.7f, true),
        (0.6f, true),
        (0.5f, false),
        (0.5f, true),
    ];

    [Theory]
    [InlineData(1, 0.9f)]
    [InlineData(0.75, 0.6f)]
    [InlineData(0.7, 0.6f)]
    [InlineData(0.6, 0.5f)]
    public void The_lowest_score_from_which_on_enough_are_right(double goal, float minimum) =>
        Assert.Equal(minimum, ScoreForPrecision.Of(Answers, goal));

    [Fact]
    public void There_may_be_none() => Assert.Null(ScoreForPrecision.Of([(0.9f, false), (0.8f, true)], 0.97));

    [Fact]
    public void Answers_of_one_score_are_kept_or_left_together() =>
        Assert.Null(ScoreForPrecision.Of([(0.9f, true), (0.9f, false)], 0.97));
}
