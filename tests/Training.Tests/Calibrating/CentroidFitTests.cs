using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Training.Tests.Calibrating;

public class CentroidFitTests
{
    private static readonly (float[], int)[] Two = [([3, 0], 0), ([3, 1], 0), ([0, 3], 1), ([1, 3], 1)];

    [Fact]
    public void A_photo_of_a_label_is_like_it_and_one_of_another_direction_is_not()
    {
        var centroids = new CentroidFit(Two).Centroids;

        Assert.InRange(centroids.LikenessOf([3, 0.5f]), 0.95f, 1);
        Assert.InRange(centroids.LikenessOf([9, 9]), -0.5f, 0.5f);
    }

    [Fact]
    public void A_photo_is_compared_with_the_others_alone()
    {
        var fit = new CentroidFit([.. Two, ([-50, -50], 2)]);

        // The last lies opposite to the others, and is the only one of its label.
        Assert.InRange(fit.Centroids.LikenessOf([-50, -50]), 0.9f, 1);
        Assert.InRange(fit.LeftOut()[^1], -1, -0.5f);
        Assert.All(fit.LeftOut().Take(4), likeness => Assert.InRange(likeness, 0.9f, 1));
    }

    [Fact]
    public void A_photo_is_not_compared_with_those_that_belong_together_with_it()
    {
        (float[], int)[] photos = [.. Two, ([-50, -50], 2), ([-50, -51], 2), ([-51, -50], 0)];

        var alone = new CentroidFit(photos).LeftOut();
        var together = new CentroidFit(photos, [0, 1, 2, 3, 4, 4, 4]).LeftOut();

        // Two of the three are a label of their own; the third is one of another's.
        Assert.All(alone.Skip(4), likeness => Assert.InRange(likeness, 0.9f, 1));
        Assert.All(together.Skip(4), likeness => Assert.InRange(likeness, -1, 0));
        Assert.Equal(alone.Take(4), together.Take(4));
    }

    [Fact]
    public void Without_its_own_label_a_photo_is_compared_with_the_other_labels()
    {
        var fit = new CentroidFit(Two);

        Assert.All(fit.LeftOut(withoutOwnLabel: true), likeness => Assert.InRange(likeness, -1, -0.5f));
    }
}
