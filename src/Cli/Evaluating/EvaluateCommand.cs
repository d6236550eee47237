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
        var model = new ModelOptions();
        var report = new ReportOptions();
        var command = new Command(
            "evaluate",
            "Measure a model on labelled photos: accuracy, top 3, each label's precision and recall, confusion, calibration, latency."
        )
        {
            folder,
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
                List<EvaluatedModel> evaluated = [];
                foreach (var each in new[] { classifier, other }.OfType<ImageClassifier>())
                    evaluated.Add(
                        new EvaluatedModel(
                            each.Model,
                            await EvaluateRun
                                .MeasureAsync(each, photos, $"Evaluating {each.Model.Precision}", cancellationToken)
                                .ConfigureAwait(false)
                        )
                    );
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

                return evaluated.Any(e => e.Evaluation.Failures.Count > 0) ? ExitCodes.SomeFailed : ExitCodes.Success;
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
