using ClothesClassification.Cli.Metrics;
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
        await FolderRun
            .RunAsync(
                classifier,
                photos.Paths,
                photos.Unreadable,
                options: null,
                description,
                (i, answer) => evaluation.Add(Labelled(answer, photos.Name(photos.Paths[i]), photos.Labels[i])),
                (path, error) => evaluation.Add(new FailedPhoto(photos.Name(path), error)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return evaluation;
    }

    private static LabelledAnswer Labelled(Classification answer, string photo, string label) =>
        new(
            photo,
            label,
            [.. answer.Predictions.Take(Evaluation.Top)],
            answer.Predictions.First(p => p.Label == label).Score,
            answer.Durations.Total.TotalMilliseconds,
            answer.Confidence
        );
}
