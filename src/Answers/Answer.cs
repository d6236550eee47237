using System.Text.Json.Serialization;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Answers;

/// <summary>The answer for one photo, from this machine or from an API; as JSON it has these members.</summary>
/// <param name="File">The photo as it was named on the command line: a path, <c>-</c> or an address.</param>
/// <param name="Label">The best label, whatever the minimum score.</param>
/// <param name="Score">Its score.</param>
/// <param name="Predictions">What was asked for, best first.</param>
/// <param name="Width">Width of the photo in pixels.</param>
/// <param name="Height">Height of the photo in pixels.</param>
/// <param name="Model">Which model answered.</param>
/// <param name="DurationsMs">How long each stage took; null where an API does not send it.</param>
/// <param name="Call">The call to the API; null where the photo was classified on this machine.</param>
internal sealed record Answer(
    string File,
    string Label,
    float Score,
    IReadOnlyList<Prediction> Predictions,
    int Width,
    int Height,
    AnswerModel Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AnswerDurations? DurationsMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ApiCall? Call = null
)
{
    /// <summary>Whether the answer can be relied on; null where the model has not been calibrated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Confident { get; init; }

    /// <summary>Why not: low-score, ambiguous or unlike-training; null where it can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Length of the model's longest label, so that the tables of several photos line up.</summary>
    [JsonIgnore]
    public int LabelWidth { get; init; }

    /// <summary>The object's key, where the photo was read from S3; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>The object's version; null where none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VersionId { get; init; }

    /// <summary>The object's ETag, without quotation marks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Etag { get; init; }

    /// <summary>The vector of features; null where it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float[]? Features { get; init; }

    public static Answer Of(string file, Classification answer, ImageModel model) =>
        new(
            file,
            answer.Best.Label,
            answer.Best.Score,
            answer.Predictions,
            answer.Size.Width,
            answer.Size.Height,
            new AnswerModel(model.Name, model.Version, model.Precision),
            AnswerDurations.Of(answer.Durations)
        )
        {
            LabelWidth = model.Labels.Max(l => l.Length),
            Features = answer.Features.IsEmpty ? null : answer.Features.ToArray(),
            Confident = answer.Confidence?.IsConfident,
            Reason = answer.Confidence?.Reason.Code(),
        };
}

/// <summary>Which model answered; the precision is null where an API does not send it.</summary>
internal sealed record AnswerModel(
    string Name,
    string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Precision = null
);

/// <summary>Duration of each stage in milliseconds; <paramref name="Fetch"/> only where an API fetched the photo.</summary>
internal sealed record AnswerDurations(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Fetch,
    double? Decode,
    double? Resize,
    double? Model,
    double? Total
)
{
    public static AnswerDurations Of(StageDurations durations) =>
        new(
            null,
            durations.Decode.TotalMilliseconds,
            durations.Resize.TotalMilliseconds,
            durations.Model.TotalMilliseconds,
            durations.Total.TotalMilliseconds
        );
}

/// <summary>One call to an API.</summary>
/// <param name="LatencyMs">From sending the request that was answered to the end of its answer, in milliseconds.</param>
/// <param name="Attempts">Requests it took; the earlier ones failed.</param>
/// <param name="First">Whether it was the first call of the run, made alone: it opens the connection.</param>
/// <param name="ColdStart">Whether a function was started for it.</param>
/// <param name="RequestId">Finds the call in the function's log; null where the API does not send it.</param>
/// <param name="ShrunkFromBytes">Size of the photo where a smaller JPEG was sent in its place; its width and height are the JPEG's.</param>
internal sealed record ApiCall(
    double LatencyMs,
    int Attempts,
    bool First,
    bool ColdStart,
    string? RequestId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ShrunkFromBytes
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(UnansweredPhoto))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
