namespace ClothesClassification.Inference.Models;

/// <summary>The manifest of a model folder, <c>model.json</c>, as written; model.schema.json describes every field.</summary>
internal sealed class ModelManifest
{
    public const string FileName = "model.json";

    public string Name { get; set; } = "";
    public string Version { get; set; } = "";
    public string? Description { get; set; }
    public string? License { get; set; }
    public IReadOnlyList<ManifestFile> Files { get; set; } = [];
    public string? DefaultPrecision { get; set; }
    public ManifestInput Input { get; } = new();
    public ManifestPreprocessing Preprocessing { get; } = new();
    public ManifestOutputs Outputs { get; } = new();
    public Activation Activation { get; set; } = Activation.Softmax;
    public IReadOnlyList<string>? Labels { get; set; }
    public string? LabelsFile { get; set; }
    public IReadOnlyList<ManifestAccuracy> Accuracy { get; set; } = [];
    public IReadOnlyList<ManifestCalibration> Calibration { get; set; } = [];
}

/// <summary>One ONNX file of the folder.</summary>
internal sealed class ManifestFile
{
    public string Path { get; set; } = "";
    public string Precision { get; set; } = "";
    public string Sha256 { get; set; } = "";
    public long? Bytes { get; set; }
    public IReadOnlyList<ManifestWeights> Weights { get; set; } = [];
}

/// <summary>One file that holds weights of an ONNX file.</summary>
internal sealed class ManifestWeights
{
    public string Path { get; set; } = "";
    public string Sha256 { get; set; } = "";
    public long? Bytes { get; set; }
}

/// <summary>The graph's input: what the preprocessing has to deliver.</summary>
internal sealed class ManifestInput
{
    public string Name { get; set; } = "";
    public ElementType Type { get; set; }
    public TensorLayout Layout { get; set; }
    public ColorOrder Colors { get; set; }
    public bool Inverted { get; set; }
    public int Width { get; set; }
    public int Height { get; set; }
    public IReadOnlyList<float>? Mean { get; set; }
    public IReadOnlyList<float>? Std { get; set; }
}

/// <summary>How a photo becomes the model's picture.</summary>
internal sealed class ManifestPreprocessing
{
    public Geometry Geometry { get; set; } = Geometry.Stretch;
    public double CropFraction { get; set; } = 1;
    public ManifestResize Resize { get; } = new();
    public ResizeFilter Filter { get; set; }
    public string Background { get; set; } = "#ffffff";
}

/// <summary>What the photo is resized to before the crop.</summary>
internal sealed class ManifestResize
{
    public int? ShorterSide { get; set; }
}

/// <summary>Names of the graph's outputs; at least one of the first two.</summary>
internal sealed class ManifestOutputs
{
    public string? Logits { get; set; }
    public string? Probabilities { get; set; }
    public string? Features { get; set; }
    public string? Evidence { get; set; }
}

/// <summary>An accuracy that the model's author measured.</summary>
internal sealed class ManifestAccuracy
{
    public string Precision { get; set; } = "";
    public string Data { get; set; } = "";
    public string Split { get; set; } = "";
    public int Photos { get; set; }
    public double Top1 { get; set; }
    public double? Top3 { get; set; }
}

/// <summary>Which answers of one file can be relied on.</summary>
internal sealed class ManifestCalibration
{
    public string Precision { get; set; } = "";
    public double Temperature { get; set; }
    public double PrecisionGoal { get; set; }
    public double MinimumScore { get; set; }
    public int Photos { get; set; }
    public ManifestCentroids? Centroids { get; set; }
}

/// <summary>The file of centroids beside the model.</summary>
internal sealed class ManifestCentroids
{
    public string Path { get; set; } = "";
    public string Sha256 { get; set; } = "";
    public long? Bytes { get; set; }
    public int Width { get; set; }
    public double Minimum { get; set; }
}
