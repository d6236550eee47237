using System.Text.Json;
using ClothesClassification.Cli.Output;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>Writes an inspection as JSON, in the words of the manifest.</summary>
internal static class InspectionJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(Inspection inspection) =>
        StandardOutput.WriteJson(
            new
            {
                inspection.Folder,
                Manifest = inspection.Model is { } model ? Manifest(model) : null,
                Files = inspection.Files.Select(file => File(file, file.Info)),
                Exported = inspection.Exported is { } exported ? Settings(exported) : null,
                inspection.Problems,
            },
            Options
        );

    private static object Manifest(ImageModel model) =>
        new
        {
            model.Name,
            model.Version,
            model.Description,
            model.License,
            Input = new
            {
                model.Input.Name,
                Type = ManifestWords.Of(model.Input.Type),
                Layout = ManifestWords.Of(model.Input.Layout),
                Colors = ManifestWords.Of(model.Input.Colors),
                model.Input.Inverted,
                model.Input.Width,
                model.Input.Height,
                model.Input.Mean,
                model.Input.Std,
            },
            Geometry = ManifestWords.Of(model.Geometry),
            model.CropFraction,
            model.ShorterSide,
            Filter = ManifestWords.Of(model.Filter),
            Background = ManifestWords.Of(model.Background),
            Activation = ManifestWords.Of(model.Activation),
            model.Labels,
            model.Accuracy,
        };

    private static object Settings(ExportedSettings exported) =>
        new
        {
            exported.Input,
            exported.Preprocessing,
            exported.Activation,
            exported.Labels,
            exported.Notes,
        };

    private static object File(InspectedFile file, OnnxModelInfo info) =>
        new
        {
            file.Path,
            file.Precision,
            info.Bytes,
            info.Sha256,
            info.IrVersion,
            info.Opsets,
            info.Producer,
            info.Parameters,
            LooksLike = file.Precision is null ? GraphKind.Of(info) : null,
            Inputs = info.Inputs.Select(Value),
            Outputs = info.Outputs.Select(Value),
            info.Operators,
            info.ExternalData,
        };

    private static object Value(OnnxValue value) =>
        new
        {
            value.Name,
            Type = value.ElementType,
            value.Shape,
        };
}
