using System.CommandLine;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>The command <c>clothes inspect</c>.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A model folder, or an ONNX file." };
        var format = OptionExtensions.Format("table for people, or json.", "table", "json");
        var write = OptionExtensions.Flag(
            "--write-manifest",
            "Drafts model.json from the graph, beside the ONNX file, and says what is left to fill in. A model.json that is there stays."
        );
        var command = new Command(
            "inspect",
            "Show what an ONNX file and its manifest say, and what disagrees; the model is run once."
        )
        {
            model,
            format,
            write,
        };
        command.SetAction(parsed =>
        {
            var location = ModelLocation.Find(parsed.GetRequiredValue(model));
            if (parsed.GetValue(write))
                location = WriteDraft(location);
            var inspection = Inspection.Of(location);
            if (parsed.GetValue(format) == "json")
                InspectionJson.Write(inspection);
            else
                InspectionTable.Write(inspection);
            return inspection.Agrees ? ExitCodes.Success : ExitCodes.Model;
        });
        return command;
    }

    // Returns where the model is then: the manifest may name another file than was given.
    private static ModelLocation WriteDraft(ModelLocation location)
    {
        var path = Path.Combine(location.Folder, ModelManifest.FileName);
        if (location.HasManifest)
            throw new UsageException($"{path} is there already; move it away to have it drafted anew.");
        var file = DraftFile.Of(location);
        if (file.Plain is not null && File.Exists(file.FullPath))
            throw new UsageException($"{file.FullPath} is there already; move it away to have it written anew.");
        var draft = ManifestDraft.Of(file);
        if (file.Plain is { } plain)
        {
            File.WriteAllBytes(file.FullPath, plain.Bytes);
            ErrorOutput.Write($"{file.FullPath} is written: {string.Join("; ", plain.Changes)}.");
        }

        File.WriteAllText(path, draft.Json);
        ErrorOutput.Write($"{path} is written.");
        foreach (var note in draft.Notes)
            ErrorOutput.Write($"To do: {note.Text}");
        return ModelLocation.Find(file.FullPath);
    }
}
