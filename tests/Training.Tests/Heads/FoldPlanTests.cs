using ClothesClassification.Training.Heads;

namespace ClothesClassification.Training.Tests.Heads;

public class FoldPlanTests
{
    [Fact]
    public void Each_label_is_spread_evenly()
    {
        var labels = Enumerable.Range(0, 60).Select(i => i < 50 ? 0 : 1).ToArray();

        var folds = FoldPlan.Of(labels, [.. Enumerable.Range(0, 60)], 2, 5);

        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal((10, 2), (Count(0, fold), Count(1, fold))));

        int Count(int label, int fold) => labels.Where((l, i) => l == label && folds[i] == fold).Count();
    }

    [Fact]
    public void What_belongs_together_is_in_one_fold()
    {
        var units = Enumerable.Range(0, 40).Select(i => i / 4).ToArray();

        var folds = FoldPlan.Of(new int[40], units, 1, 5);

        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(folds[i / 4 * 4], folds[i]));
        Assert.All(Enumerable.Range(0, 5), fold => Assert.Equal(8, folds.Count(f => f == fold)));
    }

    [Fact]
    public void There_are_no_more_folds_than_units() =>
        Assert.Equal([0, 1, 0], FoldPlan.Of([0, 1, 0], [0, 1, 0], 2, 5));
}
