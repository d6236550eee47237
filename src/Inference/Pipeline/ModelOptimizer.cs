using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML.OnnxRuntime;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// Optimises a model's graph ahead. ONNX Runtime does so whenever it loads a graph, which takes a third of the loading; the
/// answers are the same, bit for bit. The weights go into a file beside the graph: ML.NET parses the graph a second time, and
/// copies whatever is in it.
/// </summary>
/// <remarks>
/// Only optimisations that hold on every processor are done, ONNX Runtime's level "extended"; the rest is done when the
/// model is loaded. The graph then has operators of ONNX Runtime's own, and needs a version as new as this one.
/// </remarks>
public static class ModelOptimizer
{
    // Smaller ones stay in the graph: ONNX Runtime opens the file anew for each one, which costs more than to parse them.
    private const int SmallestWeightsBeside = 4096;
    private const string WeightsExtension = ".data";

    /// <summary>
    /// Writes the model's ONNX file, optimised, and its manifest with the new hashes, by the same names, and the weights to a
    /// file named as the ONNX file with <c>.data</c> behind it. The model's precision becomes the manifest's default.
    /// </summary>
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
        // Of an earlier run; a small model has none.
        File.Delete(file + WeightsExtension);
        Optimize(model, name, file);
        File.WriteAllText(Path.Combine(folder, ModelManifest.FileName), Manifest(model, name, file));
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
            options.AddSessionConfigEntry(
                "session.optimized_model_external_initializers_file_name",
                Path.GetFileName(file) + WeightsExtension
            );
            options.AddSessionConfigEntry(
                "session.optimized_model_external_initializers_min_size_in_bytes",
                SmallestWeightsBeside.ToString(CultureInfo.InvariantCulture)
            );
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

    private static string Manifest(ImageModel model, string name, string file)
    {
        var manifest = JsonNode.Parse(
            File.ReadAllText(Path.Combine(model.Folder, ModelManifest.FileName)),
            documentOptions: new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            }
        )!;
        var entry = manifest["files"]!.AsArray().First(f => (string?)f!["precision"] == model.Precision)!.AsObject();
        Describe(entry, file);
        entry.Remove("weights");
        if (File.Exists(file + WeightsExtension))
            entry["weights"] = new JsonArray(
                Describe(
                    new JsonObject { ["path"] = (name + WeightsExtension).Replace(Path.DirectorySeparatorChar, '/') },
                    file + WeightsExtension
                )
            );
        // The folder holds no other.
        manifest["defaultPrecision"] = model.Precision;
        return manifest.ToJsonString(ManifestStyle) + "\n";
    }

    private static JsonObject Describe(JsonObject entry, string file)
    {
        entry["sha256"] = FileHash.Of(file);
        entry["bytes"] = new FileInfo(file).Length;
        return entry;
    }

    private static readonly JsonSerializerOptions ManifestStyle = new() { WriteIndented = true };
}
