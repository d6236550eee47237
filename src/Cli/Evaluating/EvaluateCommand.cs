using System.CommandLine;
using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>The command <c>clothes evaluate</c>.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "A folder with a subfolder of photos for each label.",
        };
        var format = OptionExtensions.Format("table for people, or json.", "table", "json");
        var unknown = new Option<string?>("--unknown")
        {
            Description =
                "A folder of photos that show none of the labels: how well the best score, and the likeness to the training, tell them apart.",
            HelpName = "DIR",
        };
        var model = new ModelOptions();
        var report = new ReportOptions();
        var command = new Command(
            "evaluate",
            "Measure a model on labelled photos: accuracy, top 3, each label's precision and recall, confusion, calibration, latency."
        )
        {
            folder,
            unknown,
            format,
        };
        model.AddTo(command);
        report.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var target = report.Open(parsed);
                using var classifier = model.Load(parsed);
                using var other = report.LoadOther(parsed);
                var photos = LabelledFolder.Read(
                    parsed.GetRequiredValue(folder),
                    [classifier.Model.Labels, .. other is null ? [] : new[] { other.Model.Labels }]
                );
                var others = parsed.GetValue(unknown) is { } path ? UnknownPhotos.Read(path) : null;
                List<EvaluatedModel> evaluated = [];
                foreach (var each in new[] { classifier, other }.OfType<ImageClassifier>())
                {
                    var evaluation = await EvaluateRun
                        .MeasureAsync(each, photos, $"Evaluating {each.Model.Precision}", cancellationToken)
                        .ConfigureAwait(false);
                    if (others is not null)
                        await others.MeasureAsync(each, evaluation, cancellationToken).ConfigureAwait(false);
                    evaluated.Add(new EvaluatedModel(each.Model, evaluation));
                }

                try
                {
                    Write(evaluated[0].Evaluation.Report(), parsed.GetRequiredValue(format));
                }
                finally
                {
                    // Also where the table's reader has gone away.
                    if (target is not null)
                    {
                        var document = ReportBuilder.Build(photos.Folder, TimeProvider.System.GetUtcNow(), evaluated);
                        var evidence = await MistakeEvidence
                            .CollectAsync(
                                [.. new[] { classifier, other }.OfType<ImageClassifier>()],
                                document,
                                photos.Folder,
                                cancellationToken
                            )
                            .ConfigureAwait(false);
                        target.Write(document, photos.Folder, evidence);
                        ErrorOutput.Write($"The report is {target.PagePath}, and as data {target.JsonPath}.");
                    }
                }

                return evaluated.Any(e => e.Evaluation.HasFailures) ? ExitCodes.SomeFailed : ExitCodes.Success;
            }
        );
        return command;
    }

    private static void Write(EvaluationReport report, string format)
    {
        if (format == "json")
            StandardOutput.WriteJson(report, EvaluationJsonContext.Default.Options);
        else
            EvaluationTable.Write(report);
    }
}
