using System.CommandLine;
using System.Diagnostics;
using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference.Models;
using ClothesClassification.Training;

namespace ClothesClassification.Cli.Training;

/// <summary>The command line of <c>clothes train</c>.</summary>
internal static class TrainCommand
{
    public const string Name = "train";

    /// <summary>Longer than it takes to load a network or to write a model, which cannot be cancelled: nothing half-written is left.</summary>
    public static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(20);

    private const int MinFolds = 2;
    private const int MaxFolds = 20;

    public static Command Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "A folder with a subfolder of photos for each label; its name is the label.",
        };
        var output = new Option<string>("--output")
        {
            Description = "Folder to write the model to.",
            HelpName = "DIR",
            Required = true,
        };
        var force = OptionExtensions.Flag("--force", "Replace the model that is in the folder.");
        var baseModel = new Option<string?>("--base")
        {
            Description =
                "Model folder whose network is kept; its manifest names outputs.features. Default: the model that comes with the program.",
            HelpName = "DIR",
        };
        var groups = new Option<string?>("--groups")
        {
            Description =
                "CSV file with the columns photo (path below the folder) and group: photos of one thing, which are measured together. Default: by names such as coat12-front.jpg and coat12-back.jpg.",
            HelpName = "FILE",
        };
        var folds = OptionExtensions.Number("--folds", "N", "Parts of the cross-validation.", MinFolds, MaxFolds, 5);
        var seed = OptionExtensions.Number<int>("--seed", "N", "Deals the photos into the parts. Default: 0.", 0, null);
        var uncopied = OptionExtensions.Flag(
            "--no-copies",
            "Do not try whether mirrored and cropped copies of the photos help."
        );
        var cache = new Option<string?>("--cache")
        {
            Description =
                "Folder to keep what the network sees of each photo, for the next training. Default: the user's folder for caches.",
            HelpName = "DIR",
        };
        var uncached = OptionExtensions.Flag("--no-cache", "Keep nothing, and look at every photo.");
        var report = new Option<string?>("--report")
        {
            Description =
                "Write report.html and report.json to a folder: mistakes, likely wrong labels first, learning curve, what to do next.",
            HelpName = "DIR",
        };
        var format = OptionExtensions.Format("table for people, or json: what report.json holds.", "table", "json");
        var command = new Command(
            Name,
            "Make a model for one's own labels from a folder of photos: a new last layer on the network of another model."
        )
        {
            folder,
            output,
            force,
            baseModel,
            groups,
            folds,
            seed,
            uncopied,
            cache,
            uncached,
            report,
            format,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var photos = parsed.GetRequiredValue(folder);
                var target = Path.GetFullPath(parsed.GetRequiredValue(output));
                var network = ImageModel.Load(
                    parsed.GetValue(baseModel) is { } given ? Path.GetFullPath(given) : ModelOptions.Shipped
                );
                ModelTarget.Check(
                    target,
                    parsed.GetValue(force),
                    photos,
                    network.Folder,
                    parsed.GetValue(report),
                    parsed.GetValue(cache)
                );
                var labelled = LabelledFolder.Read(photos);
                var run = new TrainRun(
                    labelled,
                    parsed.GetValue(groups) is { } file
                        ? PhotoGroups.Read(
                            file,
                            [.. labelled.Paths.Concat(labelled.Unreadable.Select(p => p.Name)).Select(labelled.Name)]
                        )
                        : PhotoGroups.Guess(labelled.Paths.Select(labelled.Name)),
                    new ImageTrainerOptions
                    {
                        BaseModel = network.Folder,
                        Folds = parsed.GetValue(folds),
                        Seed = parsed.GetValue(seed),
                        Copies = !parsed.GetValue(uncopied),
                        CacheFolder = parsed.GetValue(uncached) ? null : FeatureCache.Open(parsed.GetValue(cache)),
                    }
                );
                var page = parsed.GetValue(report) is { } path ? ReportFolder.Open(path) : null;
                var start = Stopwatch.GetTimestamp();
                var result = await run.RunAsync(target, cancellationToken).ConfigureAwait(false);
                var summary = run.Summarize(result, network, Stopwatch.GetElapsedTime(start));
                try
                {
                    if (parsed.GetRequiredValue(format) == "json")
                        StandardOutput.WriteJson(summary, ReportJsonContext.Default.Options);
                    else
                        TrainingTable.Write(summary, result, parsed.GetRequiredValue(output));
                }
                finally
                {
                    // Also where the table's reader has gone away.
                    if (page is not null)
                    {
                        page.Write(summary, photos);
                        ErrorOutput.Write($"The report is {page.PagePath}, and as data {page.JsonPath}.");
                    }
                }

                return summary.Models[0].Failures.Count > 0 ? ExitCodes.SomeFailed : ExitCodes.Success;
            }
        );
        return command;
    }
}
