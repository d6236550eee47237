using System.CommandLine;
using System.Text.Json;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Predicting;
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
        var format = new Option<string>("--format")
        {
            Description = "table for people, or json.",
            DefaultValueFactory = _ => "table",
        };
        format.AcceptOnlyFromAmong("table", "json");
        var model = new ModelOptions();
        var command = new Command(
            "evaluate",
            $"Measure a model on labelled photos: accuracy, top 3, each label's precision and recall, confusion, calibration, latency. {ExitCodes.Help}"
        )
        {
            folder,
            format,
        };
        model.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var classifier = model.Load(parsed);
                var photos = LabelledFolder.Read(parsed.GetRequiredValue(folder), classifier.Model.Labels);
                var report = await MeasureAsync(classifier, photos, cancellationToken).ConfigureAwait(false);
                if (parsed.GetValue(format) == "json")
                    WriteJson(report);
                else
                    EvaluationTable.Write(report);
                return report.Failed == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
            }
        );
        return command;
    }

    private static async Task<EvaluationReport> MeasureAsync(
        ImageClassifier classifier,
        LabelledFolder photos,
        CancellationToken cancellationToken
    )
    {
        var evaluation = new Evaluation(classifier.Model.Labels);
        await ProgressDisplay
            .RunAsync(
                "Evaluating",
                photos.Paths.Count,
                wanted: true,
                async display =>
                {
                    var outcomes = classifier.ClassifyFilesAsync(photos.Paths, null, cancellationToken);
                    await foreach (var outcome in outcomes.ConfigureAwait(false))
                    {
                        if (outcome.Succeeded)
                        {
                            evaluation.Add(photos.Labels[outcome.Index], outcome.Classification);
                        }
                        else
                        {
                            evaluation.AddFailure();
                            display.Error($"{outcome.Path}: {PhotoOutcome.Describe(outcome.Error)}");
                        }

                        display.Step();
                    }
                }
            )
            .ConfigureAwait(false);
        return evaluation.Report();
    }

    private static void WriteJson(EvaluationReport report)
    {
        using var output = new StandardOutput();
        output.Write(JsonSerializer.SerializeToUtf8Bytes(report, EvaluationJsonContext.Default.EvaluationReport));
        output.Write("\n"u8);
    }
}
