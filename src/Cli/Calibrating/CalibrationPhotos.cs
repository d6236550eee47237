using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Cli.Output;
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
        var failed = folder.Unreadable.Count;
        await ProgressDisplay
            .RunAsync("Calibrating", folder.Paths.Count, wanted: true, LookAsync)
            .ConfigureAwait(false);
        return (photos, failed);

        async Task LookAsync(ProgressDisplay display)
        {
            foreach (var (_, path, error) in folder.Unreadable)
                display.Error($"{path}: {error}");
            var options = new ClassifyOptions { Features = model.FeaturesName is not null };
            var outcomes = classifier.ClassifyFilesAsync(folder.Paths, options, cancellationToken);
            await foreach (var outcome in outcomes.ConfigureAwait(false))
            {
                display.Step();
                if (outcome.Succeeded)
                {
                    photos.Add(
                        Photo(outcome.Classification, model.Activation, positions[folder.Labels[outcome.Index]])
                    );
                    continue;
                }

                failed++;
                display.Error($"{folder.Paths[outcome.Index]}: {PhotoOutcome.Describe(outcome.Error)}");
            }
        }
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
