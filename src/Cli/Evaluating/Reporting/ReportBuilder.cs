using System.Runtime.InteropServices;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Inference.Models;
using ClothesClassification.Training;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Sums evaluations up into a report.</summary>
internal static class ReportBuilder
{
    /// <param name="folder">The folder that was evaluated, as it was given.</param>
    /// <param name="created">When.</param>
    /// <param name="evaluated">One model, or two to be compared.</param>
    public static ReportDocument Build(
        string folder,
        DateTimeOffset created,
        params IReadOnlyList<EvaluatedModel> evaluated
    )
    {
        var latencies = LatencyHistogram.Of([.. evaluated.Select(e => e.Evaluation.Milliseconds ?? [])]);
        return new ReportDocument(
            ReportDocument.CurrentSchema,
            folder,
            created,
            new ReportMachine(
                Environment.ProcessorCount,
                RuntimeInformation.OSDescription,
                RuntimeInformation.FrameworkDescription
            ),
            [
                .. evaluated.Select(
                    (e, i) =>
                        Build(Describe(e.Model), e.Evaluation, e.Evaluation.Milliseconds is null ? null : latencies[i])
                ),
            ],
            evaluated.Count < 2
                ? null
                : ModelComparison.Of(evaluated[0].Evaluation.Answers, evaluated[1].Evaluation.Answers)
        );
    }

    public static ModelReport Build(ReportModel model, Evaluation evaluation, LatencyHistogram? latency)
    {
        var answers = evaluation.Answers;
        return new ModelReport(
            model,
            evaluation.Report(),
            ShareInterval.Of(answers.Count(a => a.IsRight), answers.Count),
            CalibrationError.Of(answers).Bins,
            CoverageCurve.Of(answers),
            latency,
            [
                .. answers
                    .Where(a => !a.IsRight)
                    .OrderBy(a => a.LabelScore)
                    .ThenBy(a => a.Photo, StringComparer.Ordinal)
                    .Select(a => new MisclassifiedPhoto(a.Photo, a.Label, a.LabelScore, Scores(a))),
            ],
            evaluation.Failures
        );
    }

    private static ReportModel Describe(ImageModel model) =>
        new(model.Name, model.Version, model.Precision, model.Sha256);

    private static List<ScoredLabel> Scores(LabelledAnswer answer) =>
        [.. answer.Predictions.Select(p => new ScoredLabel(p.Label, p.Score))];
}

/// <summary>A model with its answers.</summary>
internal sealed record EvaluatedModel(ImageModel Model, Evaluation Evaluation);
