using System.Text.Json.Serialization;

namespace ClothesClassification.Cli.Metrics;

/// <summary>What an evaluation found.</summary>
/// <param name="Accuracy">Share of the photos whose best label is right.</param>
/// <param name="Top3">Share of the photos whose right label is among the best three.</param>
/// <param name="Ece">Expected calibration error, 15 bins.</param>
/// <param name="Photos">Photos that were classified.</param>
/// <param name="Failed">Photos that could not be, and are in no other figure.</param>
/// <param name="PerClass">Precision, recall, F1 and support of each label.</param>
/// <param name="Confusion">Photos by true and predicted label.</param>
/// <param name="LatencyMs">Time for a photo; null where it was not measured.</param>
/// <param name="Unknown">Photos of things that are none of the labels; null where there were none.</param>
internal sealed record EvaluationReport(
    double Accuracy,
    double Top3,
    double Ece,
    int Photos,
    int Failed,
    IReadOnlyDictionary<string, ClassMetrics> PerClass,
    ConfusionCounts Confusion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LatencySummary? LatencyMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UnknownReport? Unknown = null
);

/// <summary>A confusion matrix: a row for each true label, in it a count for each predicted one.</summary>
internal sealed record ConfusionCounts(IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<int>> Counts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(EvaluationReport))]
internal sealed partial class EvaluationJsonContext : JsonSerializerContext;
