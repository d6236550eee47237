namespace ClothesClassification.Cli.Metrics;

/// <summary>Gathers a model's answers to labelled photos, and sums them up.</summary>
/// <param name="labels">The model's labels.</param>
internal sealed class Evaluation(IReadOnlyList<string> labels)
{
    /// <summary>Predictions that are kept of a photo, and among which the right one is looked for.</summary>
    public const int Top = 3;

    private readonly List<LabelledAnswer> answers = [];
    private readonly List<FailedPhoto> failures = [];
    private readonly List<UnknownAnswer> unknown = [];
    private int unknownFailed;

    public IReadOnlyList<LabelledAnswer> Answers => answers;

    public IReadOnlyList<FailedPhoto> Failures => failures;

    /// <summary>The time of each photo; null where it was not measured.</summary>
    public IReadOnlyList<double>? Milliseconds =>
        answers.Count == 0 || answers.Exists(a => a.Milliseconds is null)
            ? null
            : [.. answers.Select(a => a.Milliseconds!.Value)];

    public void Add(LabelledAnswer answer) => answers.Add(answer);

    /// <summary>A photo that could not be classified is counted, and in no other figure.</summary>
    public void Add(FailedPhoto failure) => failures.Add(failure);

    /// <summary>The answer to a photo of something else, which is in no other figure.</summary>
    public void Add(UnknownAnswer answer) => unknown.Add(answer);

    /// <summary>A photo of something else that could not be classified.</summary>
    public void AddUnknownFailure() => unknownFailed++;

    /// <summary>Whether some photo got no answer.</summary>
    public bool HasFailures => failures.Count + unknownFailed > 0;

    public EvaluationReport Report()
    {
        var positions = labels.Select((label, i) => (label, i)).ToDictionary(l => l.label, l => l.i);
        var confusion = new ConfusionMatrix(labels.Count);
        foreach (var answer in answers)
            confusion.Add(positions[answer.Label], positions[answer.Best.Label]);
        return new EvaluationReport(
            Ratio(confusion.Correct),
            Ratio(answers.Count(a => a.Predictions.Any(p => p.Label == a.Label))),
            CalibrationError.Of(answers).Value,
            answers.Count,
            failures.Count,
            positions.ToDictionary(l => l.Key, l => confusion.Of(l.Value)),
            new ConfusionCounts(labels, confusion.Counts),
            Milliseconds is { } milliseconds ? LatencySummary.Of(milliseconds) : null,
            unknown.Count + unknownFailed == 0 ? null : UnknownReport.Of(answers, unknown, unknownFailed)
        );
    }

    private double Ratio(int part) => answers.Count == 0 ? 0 : (double)part / answers.Count;
}
