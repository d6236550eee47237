using System.Security.Cryptography;

namespace ClothesClassification.Inference.Models;

/// <summary>
/// A model folder that has been read and checked: an ONNX file and its manifest <c>model.json</c>, which agree.
/// A model is code that runs in this process: load folders from people you trust. The manifest's SHA-256 shows that a
/// file is the one that was described, not who described it.
/// </summary>
public sealed class ImageModel
{
    private readonly ModelManifest manifest;
    private readonly ManifestFile file;

    private ImageModel(string folder, ModelManifest manifest, ManifestFile file, IReadOnlyList<string> labels)
    {
        this.manifest = manifest;
        this.file = file;
        Folder = folder;
        Labels = labels;
        Accuracy = [.. manifest.Accuracy.Select(AccuracyClaim.Of)];
        var input = manifest.Input;
        Input = new ModelInput(
            input.Name,
            input.Type,
            input.Layout,
            input.Colors,
            input.Width,
            input.Height,
            input.Mean ?? [],
            input.Std ?? []
        );
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>Name from the manifest.</summary>
    public string Name => manifest.Name;

    /// <summary>Version from the manifest.</summary>
    public string Version => manifest.Version;

    /// <summary>What the model tells apart, from the manifest.</summary>
    public string? Description => manifest.Description;

    /// <summary>Licence of the weights, from the manifest.</summary>
    public string? License => manifest.License;

    /// <summary>Precision of the chosen file, such as <c>int8</c> or <c>fp32</c>.</summary>
    public string Precision => file.Precision;

    /// <summary>SHA-256 of the chosen file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => file.Sha256;

    /// <summary>The chosen ONNX file, as a full path.</summary>
    public string FilePath => Path.Combine(Folder, file.Path);

    /// <summary>The labels, in the order of the graph's output.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What the graph's input takes.</summary>
    public ModelInput Input { get; }

    /// <summary>How a photo of any shape becomes a picture of the model's shape.</summary>
    public Geometry Geometry => manifest.Preprocessing.Geometry;

    /// <summary>Share of the centre crop's sides that is kept, above 0 and up to 1.</summary>
    public double CropFraction => manifest.Preprocessing.CropFraction;

    /// <summary>What is seen through transparent pixels and around a letterboxed photo.</summary>
    public BackgroundColor Background => BackgroundColor.Parse(manifest.Preprocessing.Background);

    /// <summary>How logits become scores where the graph has no output of probabilities.</summary>
    public Activation Activation => manifest.Activation;

    /// <summary>Accuracies that the model's author measured.</summary>
    public IReadOnlyList<AccuracyClaim> Accuracy { get; }

    internal string? LabelsFile => manifest.LabelsFile;

    internal string? LogitsName => manifest.Outputs.Logits;

    internal string? ProbabilitiesName => manifest.Outputs.Probabilities;

    /// <summary>Reads a model folder and checks its manifest, the chosen ONNX file's hash, and both against each other.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="precision">Which file to take, such as <c>int8</c> or <c>fp32</c>; null takes the manifest's default.</param>
    /// <exception cref="ModelException">Something is missing, unreadable, or disagrees.</exception>
    public static ImageModel Load(string folder, string? precision = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        folder = Path.GetFullPath(folder);
        var manifest = ManifestReader.Read(folder);
        var index = ManifestReader.ChooseFile(manifest, precision);
        var labels = ManifestReader.ReadLabels(folder, manifest);
        var file = manifest.Files[index];
        var bytes = ManifestReader.ReadFile(folder, file.Path, $"files[{index}].path");
        CheckHash(bytes, file, index);
        var graph = ReadGraph(bytes, file.Path);
        ManifestChecker.Check(manifest, file.Path, graph, labels.Count);
        ManifestChecker.CheckExternalData(folder, file.Path, graph);
        return new ImageModel(folder, manifest, file, labels);
    }

    /// <summary>Finds all that is wrong with a model folder, where <see cref="Load"/> stops at the first. Nothing is run.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="precision">Which file to look at; null takes the manifest's default.</param>
    /// <returns>What is missing, unreadable or disagrees; empty where the folder can be loaded.</returns>
    public static IReadOnlyList<ModelException> FindDisagreements(string folder, string? precision = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return ModelDisagreements.Find(Path.GetFullPath(folder), precision);
    }

    internal static OnnxGraph ReadGraph(byte[] bytes, string path)
    {
        try
        {
            return OnnxGraph.Read(bytes);
        }
        catch (InvalidDataException e)
        {
            throw new ModelException(path, "file", $"{bytes.Length} bytes that {e.Message}", "an ONNX model", e);
        }
    }

    internal static void CheckHash(byte[] bytes, ManifestFile file, int index)
    {
        if (file.Bytes is { } size && size != bytes.Length)
            throw new ModelException(file.Path, $"files[{index}].bytes", $"{bytes.Length} bytes", $"{size} bytes");
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash != file.Sha256)
            throw new ModelException(file.Path, $"files[{index}].sha256", hash, $"{file.Sha256} as in the manifest");
    }
}
