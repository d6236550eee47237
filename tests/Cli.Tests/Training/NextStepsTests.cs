using ClothesClassification.Cli.Tests.Evaluating.Reporting;
using ClothesClassification.Cli.Training;
using ClothesClassification.Training;

namespace ClothesClassification.Cli.Tests.Training;

public sealed class NextStepsTests
{
    private static readonly string[] Labels = ["cat", "dog", "owl"];

    [Fact]
    public void The_label_with_the_fewest_photos_recognised_is_named_first()
    {
        var steps = Steps(
            [],
            [
                .. Right("cat", 8),
                .. Right("dog", 6),
                ("dog/6.jpg", "dog", "cat", 0.7),
                ("dog/7.jpg", "dog", "cat", 0.99),
                ("owl/0.jpg", "owl", "cat", 0.6),
                ("owl/1.jpg", "owl", "cat", 0.6),
                ("owl/2.jpg", "owl", "cat", 0.6),
                ("owl/3.jpg", "owl", "owl", 0.6),
            ]
        );

        Assert.Equal(
            [
                "Take photos of owl (4 photos, 25.0 % recognised) first: they were recognised least often.",
                "Look at 4 photos whose own label got less than 5 %: some may be in the wrong folder, first of all owl/0.jpg (cat 60 %), owl/1.jpg (cat 60 %) and owl/2.jpg (cat 60 %).",
                "owl is taken for cat in 3 of 4 photos: where you cannot tell them apart by eye either, make them one label.",
            ],
            steps
        );
    }

    [Fact]
    public void A_label_that_could_not_be_measured_needs_photos() =>
        Assert.Equal(
            ["Take photos of owl (0 photos, not measured) first: they were recognised least often."],
            Steps([], [.. Right("cat", 3), .. Right("dog", 3)])
        );

    [Theory]
    [InlineData(0.70, "More photos help: 70.0 % right with 20 photos, 80.0 % with 40.")]
    [InlineData(
        0.795,
        "More photos of the same kind help little: 79.5 % right with 20 photos, 80.0 % with 40. Right labels, and photos unlike those that are there, bring more."
    )]
    public void The_learning_curve_says_whether_more_photos_help(double half, string sentence) =>
        Assert.Equal(
            [sentence],
            Steps(
                [new(5, 0.2), new(20, half), new(40, 0.8)],
                [.. Right("cat", 3), .. Right("dog", 3), .. Right("owl", 3)]
            )
        );

    private static IEnumerable<(string, string, string, double)> Right(string label, int count) =>
        Enumerable.Range(0, count).Select(i => ($"{label}/{i}.jpg", label, label, 0.9));

    private static IReadOnlyList<string> Steps(
        IReadOnlyList<LearningCurvePoint> curve,
        params (string Photo, string Label, string Predicted, double Score)[] answers
    )
    {
        var model = TestReport.Model("pets", Labels, answers);
        return NextSteps.Of(
            model.Measures,
            model.Misclassified,
            Labels.ToDictionary(label => label, label => answers.Count(a => a.Label == label)),
            curve
        );
    }
}
