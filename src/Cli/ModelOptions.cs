using System.CommandLine;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli;

/// <summary>The options that choose a model.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> folder = new("--model")
    {
        Description = "Model folder: an ONNX file and its model.json. Default: the model that comes with the program.",
        HelpName = "DIR",
    };

    private readonly Option<string?> precision = new("--precision")
    {
        Description =
            "Which file of the model: int8 or fp32 of the one that comes with the program. Default: the model's own, int8.",
        HelpName = "int8|fp32",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(folder);
        command.Options.Add(precision);
    }

    /// <exception cref="UsageException">A model is chosen, and an API is to answer.</exception>
    public void RefuseWithEndpoint(ParseResult parsed)
    {
        if (parsed.GetValue(folder) is not null || parsed.GetValue(precision) is not null)
            throw new UsageException(
                "--model and --precision choose a model on this machine; with --endpoint the API has its own."
            );
    }

    /// <summary>Loads the chosen model, with one engine a processor.</summary>
    public ImageClassifier Load(ParseResult parsed) => Load(parsed.GetValue(folder), parsed.GetValue(precision));

    /// <summary>Loads a model, or the one that comes with the program.</summary>
    public static ImageClassifier Load(string? folder, string? precision) =>
        ImageClassifier.Load(Folder(folder), new ImageClassifierOptions { Precision = precision });

    /// <summary>Reads and checks the chosen model, without loading it.</summary>
    public ImageModel Read(ParseResult parsed) =>
        ImageModel.Load(Folder(parsed.GetValue(folder)), parsed.GetValue(precision));

    private static string Folder(string? folder) => folder ?? Path.Combine(AppContext.BaseDirectory, "model");
}
