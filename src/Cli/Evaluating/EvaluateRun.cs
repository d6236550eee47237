using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Has a model answer labelled photos.</summary>
internal static class EvaluateRun
{
    /// <param name="classifier">The model.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="description">The label of the progress bar.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<Evaluation> MeasureAsync(
        ImageClassifier classifier,
        LabelledFolder photos,
        string description,
        CancellationToken cancellationToken
    )
    {
        var evaluation = new Evaluation(classifier.Model.Labels);
        await ProgressDisplay
            .RunAsync(
                description,
                photos.Paths.Count,
                wanted: true,
                async display =>
                {
                    foreach (var (_, path, error) in photos.Unreadable)
                        Fail(evaluation, photos, path, error!, display);
                    var outcomes = classifier.ClassifyFilesAsync(photos.Paths, null, cancellationToken);
                    await foreach (var outcome in outcomes.ConfigureAwait(false))
                    {
                        Add(evaluation, photos, outcome, display);
                        display.Step();
                    }
                }
            )
            .ConfigureAwait(false);
        return evaluation;
    }

    private static void Add(
        Evaluation evaluation,
        LabelledFolder photos,
        ClassificationOutcome outcome,
        ProgressDisplay display
    )
    {
        var path = photos.Paths[outcome.Index];
        if (!outcome.Succeeded)
        {
            Fail(evaluation, photos, path, PhotoOutcome.Describe(outcome.Error), display);
            return;
        }

        var answer = outcome.Classification;
        evaluation.Add(
            new LabelledAnswer(
                photos.Name(path),
                photos.Labels[outcome.Index],
                [.. answer.Predictions.Take(Evaluation.Top)],
                answer.Predictions.First(p => p.Label == photos.Labels[outcome.Index]).Score,
                answer.Durations.Total.TotalMilliseconds,
                answer.Confidence
            )
        );
    }

    private static void Fail(
        Evaluation evaluation,
        LabelledFolder photos,
        string path,
        string error,
        ProgressDisplay display
    )
    {
        evaluation.Add(new FailedPhoto(photos.Name(path), error));
        display.Error($"{path}: {error}");
    }
}
