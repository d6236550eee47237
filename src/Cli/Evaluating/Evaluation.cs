using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Gathers answers to labelled photos, and sums them up.</summary>
internal sealed class Evaluation(IReadOnlyList<string> labels)
{
    private const int Top = 3;
    private readonly Dictionary<string, int> positions = labels
        .Select((l, i) => (l, i))
        .ToDictionary(l => l.l, l => l.i);
    private readonly ConfusionMatrix confusion = new(labels.Count);
    private readonly CalibrationError calibration = new();
    private readonly List<double> latencies = [];
    private int withinTop;
    private int failed;

    /// <param name="truth">The right label, as its position.</param>
    /// <param name="answer">The answer, with at least three predictions.</param>
    public void Add(int truth, Classification answer)
    {
        var predicted = positions[answer.Best.Label];
        confusion.Add(truth, predicted);
        calibration.Add(answer.Best.Score, predicted == truth);
        withinTop += answer.Predictions.Take(Top).Any(p => p.Label == labels[truth]) ? 1 : 0;
        latencies.Add(answer.Durations.Total.TotalMilliseconds);
    }

    /// <summary>Counts a photo that could not be classified; it is in no other figure.</summary>
    public void AddFailure() => failed++;

    public EvaluationReport Report() =>
        new(
            Ratio(confusion.Correct),
            Ratio(withinTop),
            calibration.Value,
            confusion.Total,
            failed,
            labels.Select((label, i) => (label, i)).ToDictionary(l => l.label, l => confusion.Of(l.i)),
            new ConfusionJson(labels, confusion.Counts),
            LatencySummary.Of(latencies)
        );

    private double Ratio(int part) => confusion.Total == 0 ? 0 : (double)part / confusion.Total;
}
