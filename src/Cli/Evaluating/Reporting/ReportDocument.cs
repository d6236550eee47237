using System.Text.Json.Serialization;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Training;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>What <c>report.json</c> holds; <c>docs/evaluation-report.schema.json</c> describes it.</summary>
/// <param name="SchemaVersion">Raised when a field changes or goes; new fields do not raise it.</param>
/// <param name="Folder">The evaluated folder, as it was given.</param>
/// <param name="Created">When the evaluation ended.</param>
/// <param name="Machine">Where it ran: latencies belong to it.</param>
/// <param name="Models">The model, and the one that it is compared with.</param>
/// <param name="Comparison">The two models on the same photos; null where there is one.</param>
/// <param name="Training">How the model was trained, where the answers are those of its training; null otherwise.</param>
internal sealed record ReportDocument(
    int SchemaVersion,
    string Folder,
    DateTimeOffset Created,
    ReportMachine Machine,
    IReadOnlyList<ModelReport> Models,
    ModelComparison? Comparison,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TrainingReport? Training = null
)
{
    public const int CurrentSchema = 1;
}

/// <summary>Where an evaluation ran.</summary>
internal sealed record ReportMachine(int Processors, string Os, string Runtime);

/// <summary>Which model.</summary>
internal sealed record ReportModel(string Name, string Version, string Precision, string Sha256)
{
    [JsonIgnore]
    public string Title => $"{Name} {Version} {Precision}";
}

/// <summary>What was found about one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Measures">What <c>clothes evaluate --format json</c> writes.</param>
/// <param name="Accuracy95">Between what the accuracy lies, with 95 % confidence.</param>
/// <param name="Calibration">Bins of the reliability diagram.</param>
/// <param name="Coverage">What each minimum score leaves.</param>
/// <param name="Latency">Photos by their time; null where it was not measured.</param>
/// <param name="Misclassified">Photos whose best label is wrong, those first whose right label has the lowest score.</param>
/// <param name="Failures">Photos without an answer.</param>
internal sealed record ModelReport(
    ReportModel Model,
    EvaluationReport Measures,
    ShareInterval Accuracy95,
    IReadOnlyList<CalibrationBin> Calibration,
    IReadOnlyList<CoveragePoint> Coverage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LatencyHistogram? Latency,
    IReadOnlyList<MisclassifiedPhoto> Misclassified,
    IReadOnlyList<FailedPhoto> Failures
);

/// <summary>A photo whose best label is wrong.</summary>
/// <param name="Photo">Its path below the folder.</param>
/// <param name="Label">The right label.</param>
/// <param name="LabelScore">Its score.</param>
/// <param name="Predictions">The best three.</param>
internal sealed record MisclassifiedPhoto(
    string Photo,
    string Label,
    double LabelScore,
    IReadOnlyList<ScoredLabel> Predictions
);

/// <summary>A label with its score.</summary>
internal sealed record ScoredLabel(string Label, double Score);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
