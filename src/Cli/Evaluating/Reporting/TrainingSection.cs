using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Charts;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>What a training adds to the page about its answers.</summary>
internal static class TrainingSection
{
    public static XElement About(TrainingReport training) =>
        Tag(
            "p",
            $"Trained on the features of {training.Base} in {Number(training.Seconds, "N0")} s. Each photo here was answered by a last layer that had not seen it, its near copies and its group (cross-validation in {training.Folds} parts): expect this of other photos of the same kind. The model in {training.Folder} has seen them all."
        );

    public static XElement Sentences(IReadOnlyList<string> sentences) =>
        Tag("ul", sentences.Select(sentence => Tag("li", sentence)));

    public static IEnumerable<XElement> LearningCurve(TrainingReport training)
    {
        yield return Tag(
            "p",
            "The same measurement with a part of the photos. Where the curve still rises at its end, more photos of these labels will help; where it is flat, right labels do, and photos unlike those that are there."
        );
        yield return Tag("figure", LearningCurveChart.Draw(training.LearningCurve));
    }
}
