using ClothesClassification.Cli.Metrics;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Photos;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Photos of things that are none of the model's labels, anywhere in a folder.</summary>
/// <param name="Paths">The photos.</param>
/// <param name="Unreadable">What cannot be a photo, or not be searched for photos.</param>
internal sealed record UnknownPhotos(IReadOnlyList<string> Paths, IReadOnlyList<PhotoArgument> Unreadable)
{
    /// <exception cref="UsageException">The folder is missing, or has no photos.</exception>
    public static UnknownPhotos Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"{folder}: no such folder.");
        var selection = PhotoSelection.Of(folder);
        if (selection.Skipped is { } skipped)
            ErrorOutput.Write(skipped);
        if (selection.Empty is { } error)
            throw new UsageException($"{folder}: {error}");
        var photos = selection.Photos.ToLookup(p => p.Kind == PhotoKind.File);
        return new UnknownPhotos([.. photos[true].Select(p => p.Name)], [.. photos[false]]);
    }

    /// <summary>Has a model answer them.</summary>
    public Task MeasureAsync(ImageClassifier classifier, Evaluation evaluation, CancellationToken cancellationToken) =>
        FolderRun.RunAsync(
            classifier,
            Paths,
            Unreadable,
            options: null,
            $"Other things, {classifier.Model.Precision}",
            (_, answer) => evaluation.Add(new UnknownAnswer(answer.Best.Score, answer.Confidence)),
            (_, _) => evaluation.AddUnknownFailure(),
            cancellationToken
        );
}
