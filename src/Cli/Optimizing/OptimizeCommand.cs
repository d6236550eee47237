using System.CommandLine;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference.Pipeline;

namespace ClothesClassification.Cli.Optimizing;

/// <summary>The command line of <c>clothes optimize</c>.</summary>
internal static class OptimizeCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("output")
        {
            Description = "Folder to write to; not the model's own. Files of the same names are replaced.",
        };
        var model = new ModelOptions();
        var command = new Command(
            "optimize",
            "Write a model that loads faster and gives the same answers: its graph is optimised ahead."
        )
        {
            folder,
        };
        model.AddTo(command);
        command.SetAction(parsed => Run(model, parsed, parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Run(ModelOptions options, ParseResult parsed, string folder)
    {
        var model = options.Read(parsed);
        try
        {
            ModelOptimizer.Write(model, Path.GetFullPath(folder));
        }
        catch (ArgumentException)
        {
            throw new UsageException($"{folder} holds the model itself; name another folder.");
        }

        using var output = new OutputConsole();
        output.Text.WriteLine($"{model.Name} {model.Version} ({model.Precision}), optimised, is in {folder}.");
        return ExitCodes.Success;
    }
}
