using ClothesClassification.Cli.Metrics;
using ClothesClassification.Inference;
using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Cli.Tests.Metrics;

public class SeparationTests
{
    [Theory]
    [InlineData(new[] { 0.8, 0.9 }, new[] { 0.1, 0.2 }, 1)]
    [InlineData(new[] { 0.1, 0.2 }, new[] { 0.8, 0.9 }, 0)]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 0.5 }, 0.5)]
    [InlineData(new[] { 0.3, 0.7 }, new[] { 0.5, 0.1, 0.7 }, 3.5 / 6)]
    public void Area_is_how_often_a_known_photo_has_the_higher_value(double[] known, double[] unknown, double area) =>
        Assert.Equal(area, Separation.Of(known, unknown).Area, 1e-12);

    [Fact]
    public void A_threshold_loses_what_is_below_and_accepts_what_reaches_it()
    {
        var points = Separation.Of([0.5, 0.7, 0.9, 1], [0.1, 0.5, 0.6]).Points;

        Assert.Equal(new SeparationPoint(0, 0, 1), points[0]);
        Assert.Equal(new SeparationPoint(0.5, 0, 2 / 3.0), points.Single(p => p.Threshold == 0.5));
        Assert.Equal(new SeparationPoint(0.9, 0.5, 0), points.Single(p => p.Threshold == 0.9));
        Assert.Equal(new SeparationPoint(0.99, 0.75, 0), points[^1]);
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
