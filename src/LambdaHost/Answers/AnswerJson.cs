using System.Text.Json.Serialization;
using ClothesClassification.Inference;

namespace ClothesClassification.LambdaHost.Answers;

/// <summary>Answer for a request with one photo; the last two are null where the model has not been calibrated.</summary>
internal sealed record PhotoAnswer(
    string Label,
    float Score,
    IReadOnlyList<Prediction> Predictions,
    IReadOnlyDictionary<string, float> Scores,
    PhotoJson Photo,
    ModelIdentity Model,
    string RequestId,
    bool ColdStart,
    EvidenceJson? Evidence = null,
    IReadOnlyList<float>? Features = null,
    bool? Confident = null,
    string? Reason = null
);

/// <summary>Answer for a request with several photos.</summary>
internal sealed record PhotosAnswer(
    IReadOnlyList<PhotoResult> Results,
    ModelIdentity Model,
    string RequestId,
    bool ColdStart
);

/// <summary>One of several photos: an answer, or an error.</summary>
internal sealed record PhotoResult(
    string Id,
    string? Label = null,
    float? Score = null,
    IReadOnlyList<Prediction>? Predictions = null,
    IReadOnlyDictionary<string, float>? Scores = null,
    PhotoJson? Photo = null,
    EvidenceJson? Evidence = null,
    IReadOnlyList<float>? Features = null,
    bool? Confident = null,
    string? Reason = null,
    ProblemJson? Error = null
);

/// <summary>Answer for a direct invocation with several photos.</summary>
internal sealed record DirectAnswer(IReadOnlyList<DirectResult> Results);

/// <summary>One of several photos of a direct invocation: logits, or scores where the graph gives no logits, or an error.</summary>
internal sealed record DirectResult(
    string Id,
    IReadOnlyDictionary<string, float>? Logits = null,
    IReadOnlyDictionary<string, float>? Scores = null,
    ProblemJson? Error = null,
    bool? Confident = null,
    string? Reason = null
);

/// <summary>Size of the photo as it stands upright, in pixels.</summary>
internal sealed record PhotoJson(int Width, int Height);

/// <summary>Which model answered.</summary>
internal sealed record ModelIdentity(string Name, string Version);

/// <summary>A problem: RFC 9457.</summary>
internal sealed record ProblemJson(string Type, string Title, int Status, string Detail, string? RequestId);

/// <summary>Answer of GET /health.</summary>
internal sealed record HealthAnswer(string Status, string Model, string Version, string Precision, string Sha256);

/// <summary>Answer of GET /model.</summary>
internal sealed record ModelAnswer(
    string Name,
    string Version,
    string? Description,
    string? License,
    string Precision,
    string Sha256,
    IReadOnlyList<string> Labels,
    ModelInputJson Input,
    LimitsJson Limits,
    IReadOnlyList<AccuracyJson> Accuracy
);

/// <summary>What the model sees.</summary>
internal sealed record ModelInputJson(int Width, int Height, string Geometry);

/// <summary>What may be sent.</summary>
internal sealed record LimitsJson(int MaxPhotos, int MaxPhotoBytes, long MaxPixels, int MaxSide, int MaxRequestBytes);

/// <summary>An accuracy that the model's author measured.</summary>
internal sealed record AccuracyJson(string Precision, double Accuracy, string Data);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(PhotosAnswer))]
[JsonSerializable(typeof(DirectAnswer))]
[JsonSerializable(typeof(EvidenceJson))]
[JsonSerializable(typeof(IReadOnlyList<float>))]
[JsonSerializable(typeof(ProblemJson))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, float>))]
internal sealed partial class AnswerContext : JsonSerializerContext;
