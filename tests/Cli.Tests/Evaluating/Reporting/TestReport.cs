using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Tests.Evaluating.Reporting;

/// <summary>Reports about answers that no model gave.</summary>
internal static class TestReport
{
    /// <param name="labels">The model's labels.</param>
    /// <param name="answers">Photo, right label, predicted label, score.</param>
    public static ModelReport Model(
        string name,
        IReadOnlyList<string> labels,
        params (string Photo, string Label, string Predicted, double Score)[] answers
    )
    {
        var evaluation = new Evaluation(labels);
        foreach (var (photo, label, predicted, score) in answers)
        {
            var other = labels.First(l => l != predicted);
            evaluation.Add(
                new LabelledAnswer(
                    photo,
                    label,
                    [new Prediction(predicted, (float)score, null), new Prediction(other, (float)(1 - score), null)],
                    label == predicted ? score
                        : label == other ? 1 - score
                        : 0,
                    2.5
                )
            );
        }

        return Of(name, evaluation);
    }

    public static ModelReport Of(string name, Evaluation evaluation) =>
        ReportBuilder.Build(
            new ReportModel(name, "1.0.0", "fp32", new string('0', 64)),
            evaluation,
            evaluation.Milliseconds is { } milliseconds ? LatencyHistogram.Of(milliseconds)[0] : null
        );

    public static ReportDocument Of(params IReadOnlyList<ModelReport> models) =>
        new(
            ReportDocument.CurrentSchema,
            "photos",
            new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
            new ReportMachine(2, "an OS", "a runtime"),
            models,
            models.Count < 2 ? null : new ModelComparison(1, 2, 3, 4)
        );
}
