using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using ClothesClassification.Training.Calibrating;
using ClothesClassification.Training.Features;
using ClothesClassification.Training.Writing;

namespace ClothesClassification.Training;

/// <summary>
/// Trains a model for one's own labels: the network of a base model stays as it is, and ML.NET trains a new last layer on its
/// features.
/// </summary>
/// <example>
/// <code>
/// var trainer = new ImageTrainer(new ImageTrainerOptions { BaseModel = "model" });
/// var result = await trainer.TrainAsync(photos, "my-model");
/// using var classifier = new ImageClassifier(result.Model);
/// </code>
/// </example>
public sealed class ImageTrainer
{
    // Of more, copies would be less worth than their time.
    private const int MaxCopiedPhotos = 2000;
    private const int MaxReasons = 3;

    private readonly ImageTrainerOptions options;

    /// <param name="options">The base model, and how to work.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ImageTrainer(ImageTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
    }

    /// <summary>Trains, measures by cross-validation, and writes a model folder, whole or not at all.</summary>
    /// <param name="photos">The photos, in any order, of at least two labels.</param>
    /// <param name="modelFolder">The folder to write; a model that a training wrote there is replaced.</param>
    /// <param name="progress">Told how far it is, from any thread; null for none.</param>
    /// <param name="cancellationToken">Ends the work; nothing is written.</param>
    /// <exception cref="ModelException">The base model cannot be loaded, or has no features.</exception>
    /// <exception cref="TrainingException">A label is empty, or fewer than two have a photo that can be used.</exception>
    /// <exception cref="IOException">The folder cannot be written, or holds something else.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public async Task<TrainingResult> TrainAsync(
        IReadOnlyList<TrainingPhoto> photos,
        string modelFolder,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentException.ThrowIfNullOrWhiteSpace(modelFolder);
        try
        {
            return await Task.Run(
                    () => RunAsync(photos, modelFolder, new ProgressCounter(progress), cancellationToken),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            // ML.NET says it by exceptions of its own.
            throw new OperationCanceledException("The training was cancelled.", e, cancellationToken);
        }
    }

    private async Task<TrainingResult> RunAsync(
        IReadOnlyList<TrainingPhoto> photos,
        string modelFolder,
        ProgressCounter progress,
        CancellationToken cancellationToken
    )
    {
        if (photos.FirstOrDefault(p => string.IsNullOrWhiteSpace(p.Label)) is { } unlabelled)
            throw new TrainingException($"{unlabelled.Path}: the label is empty. Name what the photo shows.");
        using var output = OutputFolder.Open(modelFolder);
        using var model = BaseModel.Load(options.BaseModel, options.Limits);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.MaxConcurrency,
            CancellationToken = cancellationToken,
        };
        var views = options.Copies && photos.Count <= MaxCopiedPhotos ? PictureCopies.Views : 1;
        progress.Start(TrainingStage.Features, photos.Count);
        var features = await PhotoFeatures
            .ReadAsync(
                model,
                [.. photos.Select(p => p.Path)],
                views,
                options.Limits,
                options.CacheFolder,
                progress.Step,
                parallel
            )
            .ConfigureAwait(false);
        var review = new PhotoReview(photos, features, options.Seed, parallel);
        if (review.Labels.Count < 2)
            throw TooFew(photos.Count, review);
        var set = new TrainingSet(photos, features, review, options.Folds, views, model.Width);
        progress.Start(
            TrainingStage.CrossValidation,
            model.Files.Count * ((FileTraining.ExpectedTrials * set.FoldCount) + 1)
        );
        var goal = new CalibrationGoal(options.PrecisionGoal, options.MaxUnlike);
        var files = model
            .Files.Select((file, i) => new FileTraining(file, i, set, goal, parallel, progress.Step))
            .ToList();
        var curve = files[0].LearningCurve(progress);
        progress.Start(TrainingStage.Writing, 1);
        TrainedManifest.Write(
            output.Folder,
            [.. files.Select(file => file.Trained)],
            review.Labels,
            new TrainedManifest.Words(
                options.Name ?? Path.GetFileName(output.Target),
                options.Version,
                options.License,
                $"{review.Usable.Count} photos of {review.Labels.Count} labels",
                set.FoldCount
            )
        );
        // Read and run as any user would, before it takes its place.
        foreach (var file in model.Files)
            new ImageClassifier(ImageModel.Load(output.Folder, file.Precision)).Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        output.Commit();
        progress.Step();
        return new TrainingResult
        {
            Model = ImageModel.Load(output.Target),
            Labels = set.TrainedLabels,
            Answers = files[0].Answers(set),
            Accuracy = [.. files.Where(file => file.Trained.Photos > 0).Select(file => file.Accuracy)],
            Trials = [.. files[0].Trials],
            Regularization = files[0].Regularization,
            Temperature = files[0].Temperature,
            UsesCopies = files[0].UsesCopies,
            LearningCurve = curve,
            Notes = [.. review.Notes, .. files.Select(Uncalibrated).OfType<TrainingNote>()],
            Folds = set.FoldCount,
            FromCache = review.Usable.Count(i => features[i].IsCached),
        };
    }

    private static TrainingException TooFew(int photos, PhotoReview review)
    {
        var reasons = review
            .Notes.Where(n => n.Kind is TrainingNoteKind.UnreadablePhoto or TrainingNoteKind.ConflictingLabels)
            .Select(n => n.Message)
            .ToList();
        var more = reasons.Count - MaxReasons;
        List<string> sentences =
        [
            photos == 0 ? "There are no photos that can be used; at least two labels need one."
            : review.Labels.Count == 0 ? $"None of {photos} photos can be used; at least two labels need one."
            : $"Only {review.Labels[0]} has photos that can be used; at least two labels need one.",
            .. reasons.Take(MaxReasons),
            .. more > 0 ? [$"And so on: {more} more."] : Array.Empty<string>(),
        ];
        return new TrainingException(string.Join(' ', sentences));
    }

    private static TrainingNote? Uncalibrated(FileTraining file) =>
        file.Uncalibrated is { } why
            ? new TrainingNote(
                TrainingNoteKind.NotCalibrated,
                $"Answers of {file.Trained.Base.Precision} do not say whether they can be relied on: {why}",
                []
            )
            : null;
}
