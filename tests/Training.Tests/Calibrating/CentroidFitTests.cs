using ClothesClassification.Inference;
using ClothesClassification.Training.Calibrating;
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
        Assert.InRange(fit.LeftOut().Last(), -1, -0.5f);
        Assert.All(fit.LeftOut().Take(4), likeness => Assert.InRange(likeness, 0.9f, 1));
    }

    [Fact]
    public void Without_its_own_label_a_photo_is_compared_with_the_other_labels()
    {
        var fit = new CentroidFit(Two);

        Assert.All(fit.LeftOut(withoutOwnLabel: true), likeness => Assert.InRange(likeness, -1, -0.5f));
    }

    /// <summary>What model/README.md says of the shipped model.</summary>
    [Fact]
    public async Task Labels_that_are_left_out_and_other_garments_are_told_apart()
    {
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var labels = classifier.Model.Labels;
        var known = await AnswerAsync(SharedData.Validation());
        var others = await AnswerAsync(SharedData.OtherLabels());

        var fit = new CentroidFit([
            .. known.Select(k => (k.Answer.Features.ToArray(), labels.ToList().IndexOf(k.Label))),
        ]);
        double[] left = [.. fit.LeftOut().Select(l => (double)l)];
        double[] unlabelled = [.. fit.LeftOut(withoutOwnLabel: true).Select(l => (double)l)];
        var areas = labels.ToDictionary(
            label => label,
            label =>
                Separation
                    .Of(
                        [.. left.Where((_, i) => known[i].Label != label)],
                        [.. unlabelled.Where((_, i) => known[i].Label == label)]
                    )
                    .Area
        );
        var centroids = fit.Centroids;
        var likeness = Separation.Of(
            left,
            [.. others.Select(o => (double)centroids.LikenessOf(o.Answer.Features.Span))]
        );
        var score = Separation.Of(
            [.. known.Select(k => (double)k.Answer.Best.Score)],
            [.. others.Select(o => (double)o.Answer.Best.Score)]
        );
        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant(
                $"labels left out: {string.Join(", ", areas.Select(a => FormattableString.Invariant($"{a.Key} {a.Value:F3}")))}; mean {areas.Values.Average():F3}; other garments: likeness {likeness.Area:F3}, best score {score.Area:F3}"
            )
        );

        Assert.All(areas, area => Assert.InRange(area.Value, 0.94, 1));
        Assert.InRange(likeness.Area, 0.77, 1);
        Assert.True(likeness.Area > score.Area, $"{likeness.Area} is not more than {score.Area}.");

        async Task<List<(string Label, Classification Answer)>> AnswerAsync(string folder)
        {
            string[] paths = [.. Directory.GetFiles(folder, "*.jpg", SearchOption.AllDirectories).Order()];
            var outcomes = classifier.ClassifyFilesAsync(
                paths,
                new ClassifyOptions { Features = true },
                TestContext.Current.CancellationToken
            );
            return await outcomes
                .Select(o => (Path.GetFileName(Path.GetDirectoryName(o.Path)!), o.Classification!))
                .ToListAsync(TestContext.Current.CancellationToken);
        }
    }
}
