using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClothesClassification.Inference.Models;

/// <summary>The manifest of a model folder, <c>model.json</c>, as written; model.schema.json describes every field.</summary>
/// <remarks>
/// Properties with a default have a setter: the serializer's generated code passes every init-only property, and so
/// would overwrite the default of one that the file leaves out.
/// </remarks>
internal sealed class ModelManifest
{
    public const string FileName = "model.json";

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Name { get; init; }
    public required string Version { get; init; }
    public string? Description { get; init; }
    public string? License { get; init; }
    public required IReadOnlyList<ManifestFile> Files { get; init; }
    public string? DefaultPrecision { get; init; }
    public required ManifestInput Input { get; init; }
    public ManifestPreprocessing Preprocessing { get; set; } = new();
    public required ManifestOutputs Outputs { get; init; }
    public Activation Activation { get; set; } = Activation.Softmax;
    public IReadOnlyList<string>? Labels { get; init; }
    public string? LabelsFile { get; init; }
    public IReadOnlyList<AccuracyClaim> Accuracy { get; set; } = [];
}

/// <summary>One ONNX file of the folder.</summary>
internal sealed record ManifestFile
{
    public required string Path { get; init; }
    public required string Precision { get; init; }
    public required string Sha256 { get; init; }
    public long? Bytes { get; init; }
}

/// <summary>The graph's input: what the preprocessing has to deliver.</summary>
internal sealed record ManifestInput
{
    public required string Name { get; init; }
    public required ElementType Type { get; init; }
    public required TensorLayout Layout { get; init; }
    public required ColorOrder Colors { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }
    public IReadOnlyList<float>? Mean { get; init; }
    public IReadOnlyList<float>? Std { get; init; }
}

/// <summary>How a photo becomes the model's picture.</summary>
internal sealed record ManifestPreprocessing
{
    public const string OnlyFilter = "bilinear, antialiased";

    public Geometry Geometry { get; set; } = Geometry.Stretch;
    public double CropFraction { get; set; } = 1;
    public string Filter { get; set; } = OnlyFilter;
    public string Background { get; set; } = "#ffffff";
}

/// <summary>Names of the graph's outputs; at least one of the first two.</summary>
internal sealed record ManifestOutputs
{
    public string? Logits { get; init; }
    public string? Probabilities { get; init; }
    public string? Features { get; init; }
    public string? Evidence { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
