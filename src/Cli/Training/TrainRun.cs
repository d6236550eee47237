using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference.Models;
using ClothesClassification.Training;

namespace ClothesClassification.Cli.Training;

/// <summary>Trains on the photos of a folder, and sums up what came of it.</summary>
internal sealed class TrainRun(LabelledFolder photos, PhotoGroups groups, ImageTrainerOptions options)
{
    /// <param name="target">The folder for the model.</param>
    /// <param name="cancellationToken">Ends the work; nothing is written.</param>
    public async Task<TrainingResult> RunAsync(string target, CancellationToken cancellationToken)
    {
        var trainer = new ImageTrainer(options);
        var training = photos.Paths.Zip(photos.Labels, Photo).ToList();
        foreach (var (path, error) in photos.Unreadable.Select(p => (p.Name, p.Error)))
            ErrorOutput.Write($"{path}: {error}");
        TrainingResult? result = null;
        await ProgressDisplay
            .RunAsync(
                Describe(TrainingStage.Features),
                training.Count,
                wanted: true,
                async display =>
                    // ML.NET computes for seconds before it looks at the token.
                    result = await Task.Run(
                            () => trainer.TrainAsync(training, target, new Relay(display), cancellationToken),
                            cancellationToken
                        )
                        .ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        foreach (var note in result!.Notes.Select(n => n.Message).Concat(OwnNotes()))
            ErrorOutput.Write(note);
        return result;
    }

    /// <summary>What <c>clothes evaluate</c> would say if it could ask models that had not seen the photos, and how the model came about.</summary>
    public ReportDocument Summarize(TrainingResult result, ImageModel network, TimeSpan time)
    {
        var evaluation = Evaluation(result);
        var document = ReportBuilder.Build(
            photos.Folder,
            TimeProvider.System.GetUtcNow(),
            new EvaluatedModel(result.Model, evaluation)
        );
        var labels = result.Labels.ToDictionary(l => l.Label, l => l.Photos);
        var model = document.Models[0];
        return document with
        {
            // Which photos belong together only the training knows.
            Models = result.Accuracy is [var measured, ..] ? [model with { Accuracy95 = measured.Interval }] : [model],
            Training = new TrainingReport(
                $"{network.Name} {network.Version}",
                result.Model.Folder,
                result.Folds,
                result.Regularization,
                result.Temperature,
                Math.Round(time.TotalSeconds, 1),
                labels,
                result.LearningCurve,
                [
                    .. result
                        .Notes.Where(n => n.Kind != TrainingNoteKind.UnreadablePhoto)
                        .Select(n => n.Message)
                        .Concat(OwnNotes()),
                ],
                NextSteps.Of(model.Measures, model.Misclassified, labels, result.LearningCurve)
            ),
        };
    }

    private Evaluation Evaluation(TrainingResult result)
    {
        var evaluation = new Evaluation(result.Model.Labels);
        foreach (var answer in result.Answers)
        {
            evaluation.Add(
                new LabelledAnswer(
                    photos.Name(answer.Photo.Path),
                    answer.Photo.Label,
                    [.. answer.Predictions.Take(Metrics.Evaluation.Top)],
                    answer.Support,
                    Milliseconds: null,
                    answer.Confidence
                )
            );
        }

        foreach (var (path, error) in photos.Unreadable.Select(p => (p.Name, p.Error!)).Concat(Unreadable(result)))
            evaluation.Add(new FailedPhoto(photos.Name(path), error));
        return evaluation;
    }

    private static IEnumerable<(string Path, string Error)> Unreadable(TrainingResult result) =>
        result
            .Notes.Where(n => n.Kind == TrainingNoteKind.UnreadablePhoto)
            .SelectMany(n => n.Photos.Select(p => (p.Path, n.Message)));

    private IEnumerable<string> OwnNotes() =>
        [
            .. photos.Empty.Select(folder =>
                $"{folder}: there are no photos in it, so the model does not have this label."
            ),
            .. photos
                .Unreadable.Select(p => photos.Name(p.Name).Split('/')[0])
                .Except(photos.Labels)
                .Select(label => $"{label}: no photo can be used, so the model does not have this label."),
            .. groups.Note is { } note ? [note] : Array.Empty<string>(),
        ];

    private TrainingPhoto Photo(string path, string label) =>
        new(path, label, groups.Groups.GetValueOrDefault(photos.Name(path)));

    private static string Describe(TrainingStage stage) =>
        stage switch
        {
            TrainingStage.Features => "Looking at photos",
            TrainingStage.CrossValidation => "Cross-validation",
            TrainingStage.LearningCurve => "Learning curve",
            _ => "Writing the model",
        };

    // Progress<T> would report in any order.
    private sealed class Relay(ProgressDisplay display) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => display.Set(Describe(value.Stage), value.Done, value.Total);
    }
}
