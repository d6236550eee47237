using System.CommandLine;
using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>The options for a report.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> folder = new("--report")
    {
        Description = "Write report.html, which needs nothing else, and report.json to a folder.",
        HelpName = "DIR",
    };

    private readonly Option<string?> other = new("--compare")
    {
        Description = "Model folder to set beside the model in the report; its labels must name the subfolders, too.",
        HelpName = "DIR",
    };

    private readonly Option<string?> otherPrecision = new("--compare-precision")
    {
        Description = "Which file of that model: of the one that comes with the program if there is no --compare.",
        HelpName = "int8|fp32",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(folder);
        command.Options.Add(other);
        command.Options.Add(otherPrecision);
    }

    /// <summary>The folder for the report, if one is wanted.</summary>
    /// <exception cref="UsageException">It cannot be written to, or two models are to be compared without one.</exception>
    public ReportFolder? Open(ParseResult parsed)
    {
        if (parsed.GetValue(folder) is { } path)
            return ReportFolder.Open(path);
        return Compares(parsed) ? throw new UsageException("--compare is part of a report; add --report DIR.") : null;
    }

    /// <summary>The model to compare with, if one is wanted.</summary>
    public ImageClassifier? LoadOther(ParseResult parsed) =>
        Compares(parsed) ? ModelOptions.Load(parsed.GetValue(other), parsed.GetValue(otherPrecision)) : null;

    private bool Compares(ParseResult parsed) =>
        parsed.GetValue(other) is not null || parsed.GetValue(otherPrecision) is not null;
}
