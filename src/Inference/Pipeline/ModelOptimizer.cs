using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML.OnnxRuntime;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// Optimises a model's graph ahead. ONNX Runtime does so whenever it loads a graph, which takes a third of the loading; the
/// answers are the same, bit for bit.
/// </summary>
/// <remarks>
/// Only optimisations that hold on every processor are done, ONNX Runtime's level "extended"; the rest is done when the
/// model is loaded. The graph then has operators of ONNX Runtime's own, and needs a version as new as this one.
/// </remarks>
public static class ModelOptimizer
{
    /// <summary>Writes the model's ONNX file, optimised, and its manifest with the new hash, by the same names.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder to write to; it is made where it is missing. Not the model's own.</param>
    /// <exception cref="ModelException">ONNX Runtime refuses the model.</exception>
    /// <exception cref="ArgumentException">The folder is the model's own.</exception>
    public static void Write(ImageModel model, string folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        folder = Path.GetFullPath(folder);
        if (Path.TrimEndingDirectorySeparator(folder) == Path.TrimEndingDirectorySeparator(model.Folder))
            throw new ArgumentException($"{folder} holds the model itself; name another folder.", nameof(folder));
        var name = Path.GetRelativePath(model.Folder, model.FilePath);
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Optimize(model, name, file);
        File.WriteAllText(Path.Combine(folder, ModelManifest.FileName), Manifest(model, File.ReadAllBytes(file)));
        foreach (var beside in new[] { model.LabelsFile, model.Calibration?.CentroidsFile }.OfType<string>())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, beside))!);
            File.Copy(Path.Combine(model.Folder, beside), Path.Combine(folder, beside), overwrite: true);
        }
    }

    private static void Optimize(ImageModel model, string name, string file)
    {
        OnnxTelemetry.SwitchOff();
        try
        {
            using var options = new SessionOptions
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
                OptimizedModelFilePath = file,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            // The optimised graph would name the files of weights, which are not in its folder.
            using var session = model.HasExternalData
                ? new InferenceSession(ExternalWeights.Embed(model), options)
                : new InferenceSession(model.FilePath, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw RuntimeRefusal.From(e, name);
        }
    }

    private static string Manifest(ImageModel model, byte[] graph)
    {
        var manifest = JsonNode.Parse(
            File.ReadAllText(Path.Combine(model.Folder, ModelManifest.FileName)),
            documentOptions: new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            }
        )!;
        var entry = manifest["files"]!.AsArray().First(f => (string?)f!["precision"] == model.Precision)!;
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(graph));
        entry["bytes"] = graph.Length;
        return manifest.ToJsonString(ManifestStyle) + "\n";
    }

    private static readonly JsonSerializerOptions ManifestStyle = new() { WriteIndented = true };
}
