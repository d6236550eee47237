using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Tests.Metrics;

public class ModelComparisonTests
{
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
        LabelledAnswer[] first =
        [
            Answered.Of(0.9, true, "a"),
            Answered.Of(0.9, true, "b"),
            Answered.Of(0.9, false, "c"),
        ];
        LabelledAnswer[] second =
        [
            Answered.Of(0.9, true, "a"),
            Answered.Of(0.9, false, "b"),
            Answered.Of(0.9, true, "d"),
        ];

        Assert.Equal(new ModelComparison(1, 1, 0, 0), ModelComparison.Of(first, second));
    }
}
