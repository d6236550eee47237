using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Photos;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Has a model look at the photos of a folder; each without an answer is a line on stderr.</summary>
internal static class FolderRun
{
    /// <param name="classifier">The model.</param>
    /// <param name="paths">The photos.</param>
    /// <param name="unreadable">What cannot be a photo, or not be searched for photos.</param>
    /// <param name="options">What to answer; null for the defaults.</param>
    /// <param name="description">The label of the progress bar.</param>
    /// <param name="answered">Called with the place of a photo in <paramref name="paths"/> and its answer.</param>
    /// <param name="failed">Called with the path of each without an answer, and why.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static Task RunAsync(
        ImageClassifier classifier,
        IReadOnlyList<string> paths,
        IReadOnlyList<PhotoArgument> unreadable,
        ClassifyOptions? options,
        string description,
        Action<int, Classification> answered,
        Action<string, string> failed,
        CancellationToken cancellationToken
    )
    {
        return ProgressDisplay.RunAsync(description, paths.Count, wanted: true, LookAsync);

        async Task LookAsync(ProgressDisplay display)
        {
            foreach (var (_, path, error) in unreadable)
                Fail(path, error!);
            var outcomes = classifier.ClassifyFilesAsync(paths, options, cancellationToken);
            await foreach (var outcome in outcomes.ConfigureAwait(false))
            {
                if (outcome.Succeeded)
                    answered(outcome.Index, outcome.Classification);
                else
                    Fail(paths[outcome.Index], PhotoOutcome.Describe(outcome.Error));
                display.Step();
            }

            void Fail(string path, string error)
            {
                failed(path, error);
                display.Error($"{path}: {error}");
            }
        }
    }
}
