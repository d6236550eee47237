namespace ClothesClassification.Inference.Models;

/// <summary>
/// A model folder that has been read and checked: an ONNX file and its manifest <c>model.json</c>, which agree.
/// A model is code that runs in this process: load folders from people you trust. The manifest's SHA-256 shows that a
/// file is the one that was described, not who described it.
/// </summary>
public sealed record ImageModel
{
    /// <summary>The folder, as a full path; empty for a model that is not in a folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Name from the manifest.</summary>
    public required string Name { get; init; }

    /// <summary>Version from the manifest.</summary>
    public required string Version { get; init; }

    /// <summary>What the model tells apart, from the manifest.</summary>
    public string? Description { get; init; }

    /// <summary>Licence of the weights, from the manifest.</summary>
    public string? License { get; init; }

    /// <summary>Precision of the chosen file, such as <c>int8</c> or <c>fp32</c>.</summary>
    public string Precision { get; init; } = "";

    /// <summary>SHA-256 of the chosen file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>The chosen ONNX file, as a full path.</summary>
    public string FilePath { get; init; } = "";

    /// <summary>The labels, in the order of the graph's output.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What the graph's input takes.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>How a photo of any shape becomes a picture of the model's shape.</summary>
    public Geometry Geometry { get; init; }

    /// <summary>Share of the centre crop's sides that is kept, above 0 and up to 1.</summary>
    public double CropFraction { get; init; } = 1;

    /// <summary>
    /// What the photo's shorter side is resized to before the centre crop, by torchvision's rounding; null where the largest
    /// crop is resized.
    /// </summary>
    public int? ShorterSide { get; init; }

    /// <summary>The filter of the resizing.</summary>
    public ResizeFilter Filter { get; init; }

    /// <summary>What is seen through transparent pixels and around a letterboxed photo. Default: white.</summary>
    public BackgroundColor Background { get; init; } = new(255, 255, 255);

    /// <summary>Name of the graph's output of logits; null where it has none.</summary>
    public string? LogitsName { get; init; }

    /// <summary>Name of the graph's output of probabilities; null where it has none.</summary>
    public string? ProbabilitiesName { get; init; }

    /// <summary>Name of the graph's output of features, a vector a photo; null where it has none.</summary>
    public string? FeaturesName { get; init; }

    /// <summary>Name of the graph's output of evidence, a grid a label; null where it has none.</summary>
    public string? EvidenceName { get; init; }

    /// <summary>How logits become scores where the graph has no output of probabilities.</summary>
    public Activation Activation { get; init; }

    /// <summary>Accuracies that the model's author measured.</summary>
    public IReadOnlyList<AccuracyClaim> Accuracy { get; init; } = [];

    /// <summary>Which answers can be relied on; null where the chosen file has not been calibrated.</summary>
    public ModelCalibration? Calibration { get; init; }

    /// <summary>Shape of the output of evidence; null where there is none.</summary>
    internal EvidenceGrid? EvidenceGrid { get; init; }

    internal string? LabelsFile { get; init; }

    /// <summary>Files of weights that the graph names, relative to the folder.</summary>
    internal IReadOnlyList<string> ExternalData { get; init; } = [];

    /// <summary>Whether weights are in files beside the ONNX file.</summary>
    internal bool HasExternalData => ExternalData.Count > 0;

    /// <summary>The files of weights that the manifest names, each as a full path with its SHA-256.</summary>
    internal IReadOnlyList<(string Path, string Sha256)> Weights { get; init; } = [];

    /// <summary>The ONNX file and those of <see cref="Weights"/>.</summary>
    internal IEnumerable<(string Path, string Sha256)> Files => Weights.Prepend((FilePath, Sha256));

    /// <summary>Shapes for one photo of those outputs whose width the graph leaves free, by name.</summary>
    internal IReadOnlyDictionary<string, int[]> OutputShapes { get; init; } = new Dictionary<string, int[]>();

    /// <summary>
    /// Reads a model folder and checks its manifest, the hashes of the chosen ONNX file and of its weights, and both against each
    /// other.
    /// </summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="precision">Which file to take, such as <c>int8</c> or <c>fp32</c>; null takes the manifest's default.</param>
    /// <exception cref="ModelException">Something is missing, unreadable, or disagrees.</exception>
    public static ImageModel Load(string folder, string? precision = null) => Load(folder, precision, calibrated: true);

    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="precision">Which file to take; null takes the manifest's default.</param>
    /// <param name="calibrated">Whether to read the calibration; without, one that is damaged can be replaced.</param>
    internal static ImageModel Load(string folder, string? precision, bool calibrated)
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
        WeightsChecker.Check(folder, file, index, graph);
        return new ImageModel
        {
            Folder = folder,
            Name = manifest.Name,
            Version = manifest.Version,
            Description = manifest.Description,
            License = manifest.License,
            Precision = file.Precision,
            Sha256 = file.Sha256,
            FilePath = Path.Combine(folder, file.Path),
            Weights = [.. file.Weights.Select(weights => (Path.Combine(folder, weights.Path), weights.Sha256))],
            Labels = labels,
            Input = new ModelInput
            {
                Name = manifest.Input.Name,
                Type = manifest.Input.Type,
                Layout = manifest.Input.Layout,
                Colors = manifest.Input.Colors,
                Inverted = manifest.Input.Inverted,
                Width = manifest.Input.Width,
                Height = manifest.Input.Height,
                Mean = manifest.Input.Mean ?? [],
                Std = manifest.Input.Std ?? [],
            },
            Geometry = manifest.Preprocessing.Geometry,
            CropFraction = manifest.Preprocessing.CropFraction,
            ShorterSide = manifest.Preprocessing.Resize.ShorterSide,
            Filter = manifest.Preprocessing.Filter,
            Background = BackgroundColor.Parse(manifest.Preprocessing.Background),
            LogitsName = manifest.Outputs.Logits,
            ProbabilitiesName = manifest.Outputs.Probabilities,
            FeaturesName = manifest.Outputs.Features,
            EvidenceName = manifest.Outputs.Evidence,
            EvidenceGrid = graph.Outputs.FirstOrDefault(o => o.Name == manifest.Outputs.Evidence) is { } evidence
                ? EvidenceGrid.Of(evidence, labels.Count)
                : null,
            Activation = manifest.Activation,
            Accuracy = [.. manifest.Accuracy.Select(AccuracyClaim.Of)],
            Calibration = calibrated ? ModelCalibration.Load(folder, manifest, file.Precision, graph) : null,
            LabelsFile = manifest.LabelsFile,
            ExternalData =
            [
                .. graph.ExternalData.Select(path => Path.Combine(Path.GetDirectoryName(file.Path)!, path)),
            ],
            OutputShapes = ShapesOf(graph, labels.Count, manifest.Outputs),
        };
    }

    /// <summary>Finds all that is wrong with a model folder, where <see cref="Load(string, string?)"/> stops at the first. Nothing is run.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="precision">Which file to look at; null takes the manifest's default.</param>
    /// <returns>What is missing, unreadable or disagrees; empty where the folder can be loaded.</returns>
    public static IReadOnlyList<ModelDiagnostic> FindDisagreements(string folder, string? precision = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return ModelDisagreements.Find(Path.GetFullPath(folder), precision);
    }

    /// <exception cref="ModelException">The ONNX file or one of <see cref="Weights"/> is another now.</exception>
    internal void CheckFilesAreAsLoaded()
    {
        foreach (var (path, sha256) in Files)
        {
            if (FileHash.Of(path) != sha256)
                throw new ModelException(
                    Path.GetRelativePath(Folder, path),
                    "file",
                    "other bytes than were loaded",
                    "the file that was loaded"
                );
        }
    }

    private static Dictionary<string, int[]> ShapesOf(OnnxGraph graph, int labels, ManifestOutputs outputs) =>
        graph
            .Outputs.Where(output => output is { IsRow: true, RowWidth: null } && output.Name != outputs.Features)
            .ToDictionary(
                output => output.Name,
                output => output.Dimensions.Select((size, i) => i == 0 ? 1 : (int?)size ?? labels).ToArray()
            );

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

    internal static void CheckHash(byte[] bytes, ManifestFile file, int index) =>
        CheckHash(bytes, file.Path, file.Bytes, file.Sha256, $"files[{index}]");

    internal static void CheckHash(byte[] bytes, string path, long? size, string sha256, string field)
    {
        if (size is { } expected && expected != bytes.Length)
            throw new ModelException(path, $"{field}.bytes", $"{bytes.Length} bytes", $"{expected} bytes");
        var hash = FileHash.Of(bytes);
        if (hash != sha256)
            throw new ModelException(path, $"{field}.sha256", hash, $"{sha256} as in the manifest");
    }
}
