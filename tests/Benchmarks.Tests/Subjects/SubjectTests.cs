using ClothesClassification.Benchmarks.Baselines;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Inference;

namespace ClothesClassification.Benchmarks.Tests.Subjects;

/// <summary>What is measured does its work: a baseline that answers something else would be no baseline.</summary>
public sealed class SubjectTests
{
    public static TheoryData<string> PairNames => [.. Pairs.All.Select(pair => pair.Name)];

    [Theory]
    [InlineData("int8")]
    [InlineData("fp32")]
    public void Baselines_find_what_the_library_finds(string precision)
    {
        var photo = PhotoSet.Get("jpeg-400");
        using var classifier = ImageClassifier.Load(
            Repository.Model,
            new ImageClassifierOptions { Precision = precision }
        );
        using var stock = new StockPipeline(precision);
        using var session = new RawSession(precision);
        using var shrink = new SkiaShrink();

        var ours = classifier.Classify(photo).Best.Label;
        var stocks = stock.Classify(photo);
        shrink.Run(photo, session.Pixels);
        session.Run();

        Assert.Equal("dress", ours);
        Assert.Equal(ours, Best(classifier, stocks));
        Assert.Equal(ours, Best(classifier, session.Logits));
    }

    [Fact]
    public void Skia_alone_makes_a_similar_picture_of_every_photo()
    {
        using var shrink = new SkiaShrink();
        var first = new byte[SkiaShrink.Side * SkiaShrink.Side * 3];
        var other = new byte[first.Length];
        shrink.Run(PhotoSet.Get("jpeg-400"), first);

        Assert.All(
            PhotoSet.Names,
            name =>
            {
                shrink.Run(PhotoSet.Get(name), other);
                Assert.InRange(first.Zip(other, (a, b) => Math.Abs(a - b)).Average(), 0, 6);
            }
        );
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void Subjects_run(string name)
    {
        var pair = Pairs.All.First(pair => pair.Name == name);
        using var candidate = pair.Candidate();
        using var baseline = pair.Baseline();

        candidate.Run();
        baseline.Run();
    }

    private static string Best(ImageClassifier classifier, float[] logits) =>
        classifier.Model.Labels[Array.IndexOf(logits, logits.Max())];
}
