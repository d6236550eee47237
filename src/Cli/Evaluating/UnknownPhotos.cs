using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Photos;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Photos of things that are none of the model's labels, anywhere in a folder.</summary>
internal sealed record UnknownPhotos(IReadOnlyList<PhotoArgument> Photos)
{
    /// <exception cref="UsageException">The folder is missing, or has no photos.</exception>
    public static UnknownPhotos Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"{folder}: no such folder.");
        var selection = PhotoSelection.Of(folder);
        if (selection.Skipped is { } skipped)
            ErrorOutput.Write(skipped);
        return selection.Empty is { } error
            ? throw new UsageException($"{folder}: {error}")
            : new UnknownPhotos(selection.Photos);
    }

    /// <summary>Has a model answer them.</summary>
    public async Task MeasureAsync(
        ImageClassifier classifier,
        Evaluation evaluation,
        CancellationToken cancellationToken
    )
    {
        await ProgressDisplay
            .RunAsync(
                $"Other things, {classifier.Model.Precision}",
                Photos.Count,
                wanted: true,
                async display =>
                {
                    foreach (var (_, path, error) in Photos.Where(p => p.Kind != PhotoKind.File))
                        Fail(path, error!, display);
                    string[] paths = [.. Photos.Where(p => p.Kind == PhotoKind.File).Select(p => p.Name)];
                    var outcomes = classifier.ClassifyFilesAsync(paths, null, cancellationToken);
                    await foreach (var outcome in outcomes.ConfigureAwait(false))
                    {
                        if (outcome.Succeeded)
                            evaluation.Add(
                                new UnknownAnswer(outcome.Classification.Best.Score, outcome.Classification.Confidence)
                            );
                        else
                            Fail(paths[outcome.Index], PhotoOutcome.Describe(outcome.Error), display);
                        display.Step();
                    }
                }
            )
            .ConfigureAwait(false);

        void Fail(string path, string error, ProgressDisplay display)
        {
            evaluation.AddUnknownFailure();
            display.Error($"{path}: {error}");
        }
    }
}
