using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;
using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Cli.Calibrating;

/// <summary>Has the model look at labelled photos.</summary>
internal static class CalibrationPhotos
{
    /// <returns>The photos, and how many could not be read; each of those is a line on stderr.</returns>
    public static async Task<(IReadOnlyList<CalibrationPhoto> Photos, int Failed)> ReadAsync(
        ImageClassifier classifier,
        LabelledFolder folder,
        CancellationToken cancellationToken
    )
    {
        var model = classifier.Model;
        var positions = model.Labels.Select((label, i) => (label, i)).ToDictionary(l => l.label, l => l.i);
        List<CalibrationPhoto> photos = [];
        var failed = 0;
        await FolderRun
            .RunAsync(
                classifier,
                folder.Paths,
                folder.Unreadable,
                new ClassifyOptions { Features = model.FeaturesName is not null },
                "Calibrating",
                (i, answer) => photos.Add(Photo(answer, model.Activation, positions[folder.Labels[i]])),
                (_, _) => failed++,
                cancellationToken
            )
            .ConfigureAwait(false);
        return (photos, failed);
    }

    private static CalibrationPhoto Photo(Classification answer, Activation activation, int label) =>
        new(
            label,
            [
                .. CalibratedScores.Logits(
                    answer.Logits is { } logits ? logits.AsSpan() : [],
                    answer.Scores.AsSpan(),
                    activation
                ),
            ],
            answer.Features.ToArray()
        );
}
