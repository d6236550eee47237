using System.CommandLine;
using ClothesClassification.Cli.Options;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Explaining;

/// <summary>The options that ask for more than labels and scores.</summary>
internal sealed class ExplainOptions
{
    private readonly Option<string?> folder = new("--explain")
    {
        Description =
            "Write one SVG a photo to a folder: the photo under a map of what speaks for its label. A model without an output of evidence takes 49 more runs a photo.",
        HelpName = "DIR",
    };

    private readonly Option<string?> label = new("--explain-label")
    {
        Description = "Which label's map to draw. Default: the best of each photo.",
        HelpName = "LABEL",
    };

    private readonly Option<bool> features = OptionExtensions.Flag(
        "--features",
        "Add the photo's vector of features to json, jsonl and parquet: alike photos have vectors of like direction."
    );

    public void AddTo(Command command)
    {
        command.Options.Add(folder);
        command.Options.Add(label);
        command.Options.Add(features);
    }

    /// <summary>Whether the command line has one of them.</summary>
    public bool AreGiven(ParseResult parsed) =>
        parsed.GetValue(folder) is not null || parsed.GetValue(label) is not null || parsed.GetValue(features);

    /// <exception cref="UsageException">The folder cannot be written to, or there is a label without a folder or of another model.</exception>
    public ExplanationFolder? Open(ParseResult parsed, ImageModel model)
    {
        var wanted = parsed.GetValue(label);
        if (parsed.GetValue(folder) is not { } path)
            return wanted is null
                ? null
                : throw new UsageException("--explain-label chooses what --explain draws; add --explain DIR.");
        if (wanted is not null && !model.Labels.Contains(wanted))
            throw new UsageException(
                $"--explain-label must be one of {string.Join(", ", model.Labels)}, not '{wanted}'."
            );
        return ExplanationFolder.Open(path, wanted);
    }

    /// <summary>Adds what is asked for to what the library is asked.</summary>
    /// <exception cref="UsageException">The format has no place for it, or the model does not have it.</exception>
    public ClassifyOptions AddTo(ClassifyOptions options, ParseResult parsed, ImageModel model, string format)
    {
        if (parsed.GetValue(features))
        {
            if (format is "table" or "csv")
                throw new UsageException("--features needs --format json, jsonl or parquet.");
            if (model.FeaturesName is null)
                throw new UsageException(
                    $"The model {model.Name} has no output of features; name it in outputs.features of its model.json."
                );
        }

        return options with
        {
            Features = parsed.GetValue(features),
            Evidence = parsed.GetValue(folder) is null ? EvidenceMethod.None : MethodFor(model),
        };
    }

    /// <summary>The graph's own evidence where there is some.</summary>
    public static EvidenceMethod MethodFor(ImageModel model) =>
        model.EvidenceName is null ? EvidenceMethod.Occlusion : EvidenceMethod.Output;
}
