using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Cli.Calibrating;

/// <summary>The command line of <c>clothes calibrate</c>.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "Model folder; its model.json is changed." };
        var folder = new Argument<string>("folder")
        {
            Description = "A folder with a subfolder of photos for each label of the model.",
        };
        var goal = OptionExtensions.Number<double>(
            "--precision-goal",
            "P",
            "Share of the confident answers that is to be right, 0 to 1.",
            min: 0,
            max: 1,
            standard: 0.97
        );
        var unlike = OptionExtensions.Number<double>(
            "--max-unlike",
            "S",
            "Share of photos such as these that may be called unlike them, 0 to 0.5.",
            min: 0,
            max: 0.5,
            standard: 0.05
        );
        var precision = new Option<string?>("--precision")
        {
            Description = "Which file of the model. Default: the model's own default.",
            HelpName = "int8|fp32",
        };
        var command = new Command(
            "calibrate",
            "Find out with labelled photos which answers of a model can be relied on, and write it into the model folder."
        )
        {
            model,
            folder,
            goal,
            unlike,
            precision,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var loaded = ImageModel.Load(
                    Path.GetFullPath(parsed.GetRequiredValue(model)),
                    parsed.GetValue(precision),
                    calibrated: false
                );
                return await RunAsync(
                        loaded,
                        parsed.GetRequiredValue(folder),
                        new CalibrationGoal(parsed.GetValue(goal), parsed.GetValue(unlike)),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ImageModel model,
        string folder,
        CalibrationGoal goal,
        CancellationToken cancellationToken
    )
    {
        if (model is { Activation: Activation.None, ProbabilitiesName: null })
            throw new UsageException(
                $"The scores of {model.Name} are not probabilities (activation none), so there is nothing to calibrate."
            );
        var manifest = ManifestDocument.Read(model.Folder, FileAccess.ReadWrite);
        var labelled = LabelledFolder.Read(folder, [model.Labels]);
        using var classifier = new ImageClassifier(model);
        var (photos, failed) = await CalibrationPhotos
            .ReadAsync(classifier, labelled, cancellationToken)
            .ConfigureAwait(false);
        CalibrationResult found;
        try
        {
            found = CalibrationResult.Of(model, photos, goal);
        }
        catch (CalibrationException e)
        {
            throw new UsageException($"{folder}: {e.Message}");
        }

        if (model.FeaturesName is null)
            ErrorOutput.Write(
                $"{model.Name} has no output of features (outputs.features of its manifest), so no photo will be called unlike-training."
            );
        Write(model, manifest, found);
        Print(model, found);
        return failed > 0 ? ExitCodes.SomeFailed : ExitCodes.Success;
    }

    // A calibration of the same precision is replaced.
    private static void Write(ImageModel model, JsonObject manifest, CalibrationResult found)
    {
        var entry = found.WriteEntry(model.Folder, model.Precision);
        var entries = (JsonArray)(manifest["calibration"] ??= new JsonArray());
        if (entries.FirstOrDefault(e => (string?)e!["precision"] == model.Precision) is { } old)
            entries[entries.IndexOf(old)] = entry;
        else
            entries.Add(entry);
        ManifestDocument.Write(model.Folder, manifest);
    }

    private static void Print(ImageModel model, CalibrationResult found)
    {
        using var output = new OutputConsole();
        output.Text.WriteLine(
            $"{model.Name} {model.Version} ({model.Precision}) is calibrated with {found.Photos} photos, in {model.Folder}."
        );
        output.Text.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Temperature {found.Temperature}; confident from a probability of {found.MinimumScore:F4} on: {found.Kept:P1} of the photos, {found.Right:P1} of them right."
            )
        );
        if (found.MinimumLikeness is { } likeness)
            output.Text.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Like these photos from a cosine of {likeness:F4} on: {found.Like:P1} of them, each compared with the others."
                )
            );
    }
}
