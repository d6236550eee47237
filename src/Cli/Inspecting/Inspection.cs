using System.Text.Json;
using System.Text.Json.Serialization;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>What an inspection found.</summary>
/// <param name="Folder">The model folder.</param>
/// <param name="Manifest">The manifest; null where there is none, or where it cannot be read.</param>
/// <param name="Files">The ONNX files.</param>
/// <param name="Problems">What disagrees, a sentence each; empty where every file loads and runs.</param>
internal sealed record Inspection(
    string Folder,
    ManifestSummary? Manifest,
    IReadOnlyList<FileSummary> Files,
    IReadOnlyList<string> Problems
)
{
    [JsonIgnore]
    public bool Agrees => Problems.Count == 0;

    public static Inspection Of(ModelPlace place)
    {
        List<string> problems = [];
        List<FileSummary> files = [];
        ManifestSummary? manifest = null;
        foreach (var (path, precision) in place.Files)
        {
            Attempt(() =>
                files.Add(FileSummary.Of(path, precision, OnnxModelInfo.Read(Path.Combine(place.Folder, path))))
            );
            if (precision is not null)
                Check(precision);
        }

        if (place.ManifestNamesOthers)
            problems.Add(
                $"{ModelPlace.Manifest}: files: found no {place.Files[0].Path}, expected the file among them."
            );
        else if (place.HasManifest && place.Files.All(f => f.Precision is null))
            Check(null);
        return new Inspection(place.Folder, manifest, files, [.. problems.Distinct(StringComparer.Ordinal)]);

        void Check(string? precision)
        {
            var disagreements = ImageModel.FindDisagreements(place.Folder, precision);
            problems.AddRange(disagreements.Select(d => d.Message));
            if (disagreements.Count == 0)
                Attempt(() => manifest = Run(place.Folder, precision));
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
    private static ManifestSummary Run(string folder, string? precision)
    {
        var model = ImageModel.Load(folder, precision);
        using var classifier = new ImageClassifier(model, new ImageClassifierOptions { MaxConcurrency = 1 });
        return ManifestSummary.Of(model);
    }
}

/// <summary>What the graph of one file is.</summary>
internal sealed record FileSummary(
    string Path,
    string? Precision,
    long Bytes,
    string Sha256,
    long IrVersion,
    IReadOnlyDictionary<string, long> Opsets,
    string Producer,
    long Parameters,
    IReadOnlyList<ValueSummary> Inputs,
    IReadOnlyList<ValueSummary> Outputs,
    IReadOnlyDictionary<string, int> Operators,
    IReadOnlyList<string> ExternalData
)
{
    public static FileSummary Of(string path, string? precision, OnnxModelInfo info) =>
        new(
            path,
            precision,
            info.Bytes,
            info.Sha256,
            info.IrVersion,
            info.Opsets,
            info.Producer,
            info.Parameters,
            [.. info.Inputs.Select(ValueSummary.Of)],
            [.. info.Outputs.Select(ValueSummary.Of)],
            info.Operators,
            info.ExternalData
        );
}

/// <summary>An input or output: its name, element type and shape, in which ? is a free dimension.</summary>
internal sealed record ValueSummary(string Name, string Type, string Shape)
{
    public static ValueSummary Of(OnnxValue value) => new(value.Name, value.ElementType, value.Shape);
}

/// <summary>What the manifest says.</summary>
internal sealed record ManifestSummary(
    string Name,
    string Version,
    string? Description,
    string? License,
    InputSummary Input,
    string Geometry,
    double CropFraction,
    string Background,
    string Activation,
    IReadOnlyList<string> Labels,
    IReadOnlyList<AccuracyClaim> Accuracy
)
{
    public static ManifestSummary Of(ImageModel model) =>
        new(
            model.Name,
            model.Version,
            model.Description,
            model.License,
            InputSummary.Of(model.Input),
            NameOf(model.Geometry.ToString()),
            model.CropFraction,
            $"#{model.Background.Red:x2}{model.Background.Green:x2}{model.Background.Blue:x2}",
            NameOf(model.Activation.ToString()),
            model.Labels,
            model.Accuracy
        );

    // As the manifest writes it.
    private static string NameOf(string value) => JsonNamingPolicy.CamelCase.ConvertName(value);
}

/// <summary>What the manifest says of the graph's input.</summary>
internal sealed record InputSummary(
    string Name,
    string Type,
    string Layout,
    string Colors,
    int Width,
    int Height,
    IReadOnlyList<float> Mean,
    IReadOnlyList<float> Std
)
{
    public static InputSummary Of(ModelInput input) =>
        new(
            input.Name,
            input.Type.ToString().ToLowerInvariant(),
            input.Layout.ToString().ToUpperInvariant(),
            input.Colors.ToString().ToUpperInvariant(),
            input.Width,
            input.Height,
            input.Mean,
            input.Std
        );
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Inspection))]
internal sealed partial class InspectionJsonContext : JsonSerializerContext;
