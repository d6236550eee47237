using System.CommandLine;
using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Cli.Options;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>The options for a report.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> folder = new("--report")
    {
        Description = "Write report.html, which needs no other file, and report.json to a folder.",
        HelpName = "DIR",
    };

    private readonly ModelOptions other = new(
        "--compare",
        "Model folder to set beside the model in the report; its labels must name the subfolders, too.",
        "--compare-precision",
        "Which file of that model: of the one that comes with the program if there is no --compare."
    );

    public void AddTo(Command command)
    {
        command.Options.Add(folder);
        other.AddTo(command);
    }

    /// <returns>The folder for the report; null where none is asked for.</returns>
    /// <exception cref="UsageException">It cannot be written to, or two models are to be compared without one.</exception>
    public ReportFolder? Open(ParseResult parsed)
    {
        if (parsed.GetValue(folder) is { } path)
            return ReportFolder.Open(path);
        return other.AreGiven(parsed)
            ? throw new UsageException("--compare is part of a report; add --report DIR.")
            : null;
    }

    /// <returns>The model to compare with; null where none is asked for.</returns>
    public ImageClassifier? LoadOther(ParseResult parsed) => other.AreGiven(parsed) ? other.Load(parsed) : null;
}
