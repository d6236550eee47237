using System.Globalization;
using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Training;

namespace ClothesClassification.Cli.Training;

/// <summary>What would make a trained model better, a sentence each, what helps most first.</summary>
internal static class NextSteps
{
    private const int Shown = 3;

    // How far below the accuracy a label's recall is before it stands out, and how much a curve grows before it rises.
    private const double Apart = 0.05;
    private const double Growth = 0.01;

    // Of the photos of a label, taken for one other.
    private const int MinTaken = 3;
    private const double MinTakenShare = 0.2;
    private const double LittleSupport = 0.05;

    /// <param name="measures">What was measured.</param>
    /// <param name="misclassified">The photos that were answered wrongly, those with the least support first.</param>
    /// <param name="photos">The photos that each label was trained on.</param>
    /// <param name="curve">Accuracy with a part of the photos, fewest first.</param>
    public static IReadOnlyList<string> Of(
        EvaluationReport measures,
        IReadOnlyList<MisclassifiedPhoto> misclassified,
        IReadOnlyDictionary<string, int> photos,
        IReadOnlyList<LearningCurvePoint> curve
    )
    {
        List<string?> steps =
        [
            MorePhotos(measures, photos),
            WrongLabels(misclassified),
            .. TakenForEachOther(measures.Confusion),
            Curve(curve),
        ];
        return [.. steps.OfType<string>()];
    }

    private static string? MorePhotos(EvaluationReport measures, IReadOnlyDictionary<string, int> photos)
    {
        var weak = photos
            .Select(label => (Label: label.Key, Photos: label.Value, measures.PerClass[label.Key].Recall))
            .Where(l => l.Recall is null || l.Recall < measures.Accuracy - Apart)
            .OrderBy(l => l.Recall)
            .ThenBy(l => l.Photos)
            .Take(Shown)
            .Select(l => $"{l.Label} ({Photos(l.Photos)}, {Recognised(l.Recall)})")
            .ToList();
        return weak.Count == 0 ? null : $"Take photos of {List(weak)} first: they were recognised least often.";

        static string Recognised(double? recall) =>
            recall is { } share ? Invariant($"{share:P1} recognised") : "not measured";
    }

    private static string? WrongLabels(IReadOnlyList<MisclassifiedPhoto> misclassified)
    {
        var doubtful = misclassified.Where(m => m.LabelScore < LittleSupport).ToList();
        return doubtful.Count == 0
            ? null
            : Invariant(
                $"Look at {Photos(doubtful.Count)} whose own label got less than {LittleSupport:P0}: some may be in the wrong folder, first of all {List([.. doubtful.Take(Shown).Select(m => Invariant($"{m.Photo} ({m.Predictions[0].Label} {m.Predictions[0].Score:P0})"))])}."
            );
    }

    private static IEnumerable<string> TakenForEachOther(ConfusionCounts confusion) =>
        confusion
            .Counts.SelectMany(
                (row, i) => row.Select((count, j) => (From: i, To: j, Count: count, Share: (double)count / row.Sum()))
            )
            .Where(c => c.From != c.To && c is { Count: >= MinTaken, Share: >= MinTakenShare })
            .OrderByDescending(c => c.Share)
            .Take(Shown)
            .Select(c =>
                $"{confusion.Labels[c.From]} is taken for {confusion.Labels[c.To]} in {c.Count} of {Photos(confusion.Counts[c.From].Sum())}: where you cannot tell them apart by eye either, make them one label."
            );

    private static string? Curve(IReadOnlyList<LearningCurvePoint> curve)
    {
        if (curve.Count < 2)
            return null;
        var last = curve[^1];
        var half = curve.MinBy(p => Math.Abs(p.Photos - (last.Photos / 2)))!;
        var grown = Invariant(
            $"{half.Accuracy:P1} right with {half.Photos:N0} photos, {last.Accuracy:P1} with {last.Photos:N0}"
        );
        return last.Accuracy - half.Accuracy >= Growth
            ? $"More photos help: {grown}."
            : $"More photos of the same kind help little: {grown}. Right labels, and photos unlike those that are there, bring more.";
    }

    private static string Photos(int count) => Invariant($"{count:N0} {(count == 1 ? "photo" : "photos")}");

    private static string List(List<string> items) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items[..^1])} and {items[^1]}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
