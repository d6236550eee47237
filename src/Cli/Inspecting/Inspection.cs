using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>What an inspection found.</summary>
/// <param name="Folder">The model folder.</param>
/// <param name="Model">What the manifest says; null where there is none, or where it cannot be read.</param>
/// <param name="Files">The ONNX files that can be read.</param>
/// <param name="Exported">What an exporter's files say; null where there are none, or a manifest.</param>
/// <param name="Problems">What disagrees, a sentence each; empty where every file loads and runs.</param>
internal sealed record Inspection(
    string Folder,
    ImageModel? Model,
    IReadOnlyList<InspectedFile> Files,
    ExportedSettings? Exported,
    IReadOnlyList<string> Problems
)
{
    public bool Agrees => Problems.Count == 0;

    public static Inspection Of(ModelLocation location)
    {
        List<string> problems = [];
        List<InspectedFile> files = [];
        ImageModel? model = null;
        foreach (var (path, precision) in location.Files)
        {
            Attempt(() =>
                files.Add(new InspectedFile(path, precision, OnnxModelInfo.Read(Path.Combine(location.Folder, path))))
            );
            if (precision is not null)
                Check(precision);
        }

        if (location.ManifestNamesOthers)
            problems.Add(
                $"{ModelManifest.FileName}: files: found no {location.Files[0].Path}, expected the file among them."
            );
        else if (location.HasManifest && location.Files.All(f => f.Precision is null))
            Check(null);
        return new Inspection(
            location.Folder,
            model,
            files,
            location.HasManifest ? null : ExportedSettings.Show(location.Folder),
            [.. problems.Distinct(StringComparer.Ordinal)]
        );

        void Check(string? precision)
        {
            var disagreements = ImageModel.FindDisagreements(location.Folder, precision);
            problems.AddRange(disagreements.Select(d => d.Message));
            if (disagreements.Count == 0)
                Attempt(() => model = Run(location.Folder, precision));
        }

        void Attempt(Action action)
        {
            try
            {
                action();
            }
            catch (ModelException e)
            {
                problems.Add(e.Message);
            }
        }
    }

    // Loads the model as every other command does, which ends with one run.
    private static ImageModel Run(string folder, string? precision)
    {
        var model = ImageModel.Load(folder, precision);
        using var classifier = new ImageClassifier(model, new ImageClassifierOptions { MaxConcurrency = 1 });
        return model;
    }
}

/// <summary>One ONNX file.</summary>
/// <param name="Path">Its path, relative to the folder.</param>
/// <param name="Precision">Its precision; null where no manifest names the file.</param>
/// <param name="Info">What its graph says.</param>
internal sealed record InspectedFile(string Path, string? Precision, OnnxModelInfo Info);
