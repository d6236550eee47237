namespace ClothesClassification.Training.Tests;

public class ShareIntervalTests
{
    // Wilson's interval for 9 of 10: (0.9 + 3.8415/20 -+ 1.96 sqrt(0.9 * 0.1/10 + 3.8415/400)) / (1 + 3.8415/10).
    [Theory]
    [InlineData(9, 10, 0.5958, 0.9821)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(0, 0, 0, 1)]
    public void Confidence_interval_is_Wilsons(int right, int photos, double low, double high)
    {
        var interval = ShareInterval.Of(right, photos);

        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
    }

    // Of 40 answers, in units of four.
    [Theory]
    [InlineData("1111 1111 1111 1111 1111 1111 1111 1111 1111 0000", 9, 10)]
    [InlineData("1111 1111 1111 1111 1111 1111 1111 1111 1111 1111", 10, 10)]
    [InlineData("0000 0000 0000 0000 0000 0000 0000 0000 0000 0000", 0, 10)]
    [InlineData("1110 1110 1110 1110 1110 1110 1110 1110 1110 1110", 30, 40)]
    public void Answers_to_photos_that_belong_together_count_as_one_where_they_are_the_same(
        string units,
        int right,
        int photos
    )
    {
        var answers = units
            .Split(' ')
            .SelectMany((unit, i) => unit.Select(answer => (Unit: i, IsRight: answer == '1')))
            .ToList();

        Same(ShareInterval.Of(right, photos), ShareInterval.Of(answers));
        Same(
            ShareInterval.Of(answers.Count(a => a.IsRight), 40),
            ShareInterval.Of([.. answers.Select((a, i) => (i, a.IsRight))])
        );
    }

    /// <summary>
    /// Sums over the units of what is more than 3/4 right: 1 and -1. 10 * 10/9 is their variance, 40 * 3/4 * 1/4 that of answers that stand
    /// alone: 40 answers count as 27.
    /// </summary>
    [Fact]
    public void Answers_that_are_partly_the_same_count_in_between()
    {
        var answers = Enumerable.Range(0, 40).Select(i => (i / 4, i < 20 || i % 4 < 2)).ToList();

        Same(new ShareInterval(0.5629007002, 0.8748217841), ShareInterval.Of(answers));
    }

    [Fact]
    public void Without_answers_anything_is_possible() => Assert.Equal(new ShareInterval(0, 1), ShareInterval.Of([]));

    private static void Same(ShareInterval expected, ShareInterval actual)
    {
        Assert.Equal(expected.Low, actual.Low, 1e-9);
        Assert.Equal(expected.High, actual.High, 1e-9);
    }
}
