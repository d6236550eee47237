using System.CommandLine;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Options;

/// <summary>The two options that choose a model. A command may have them twice, under other names.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> folder;
    private readonly Option<string?> precision;

    /// <summary>Folder of the model that comes with the program.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "model");

    public ModelOptions()
        : this(
            "--model",
            "Model folder: an ONNX file and its model.json. Default: the model that comes with the program.",
            "--precision",
            "Which file of the model: int8 or fp32 of the one that comes with the program. Default: the model's own, int8."
        ) { }

    public ModelOptions(string folderName, string folderHelp, string precisionName, string precisionHelp)
    {
        folder = new Option<string?>(folderName) { Description = folderHelp, HelpName = "DIR" };
        precision = new Option<string?>(precisionName) { Description = precisionHelp, HelpName = "int8|fp32" };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(folder);
        command.Options.Add(precision);
    }

    /// <summary>Whether the command line has one of them.</summary>
    public bool AreGiven(ParseResult parsed) =>
        parsed.GetValue(folder) is not null || parsed.GetValue(precision) is not null;

    /// <summary>Loads the chosen model, with one engine per processor.</summary>
    public ImageClassifier Load(ParseResult parsed) =>
        ImageClassifier.Load(Folder(parsed), new ImageClassifierOptions { Precision = parsed.GetValue(precision) });

    /// <summary>Reads and checks the chosen model, without loading it.</summary>
    public ImageModel Read(ParseResult parsed) => ImageModel.Load(Folder(parsed), parsed.GetValue(precision));

    private string Folder(ParseResult parsed) =>
        parsed.GetValue(folder) is { } given ? Path.GetFullPath(given) : Shipped;
}
