using System.Text.Json.Serialization;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Remote;

/// <summary>Request for a photo that the API fetches.</summary>
internal sealed record PhotoUrlRequest(string Url);

/// <summary>The API's answer for one photo, as far as it is read.</summary>
internal sealed record ApiAnswer(
    string? Label,
    float Score,
    IReadOnlyList<Prediction>? Predictions,
    IReadOnlyDictionary<string, float>? Scores,
    ApiAnswerPhoto? Photo,
    ApiAnswerModel? Model,
    string? RequestId,
    bool ColdStart,
    bool? Confident = null,
    string? Reason = null
);

internal sealed record ApiAnswerPhoto(int Width, int Height);

internal sealed record ApiAnswerModel(string? Name, string? Version, string? Precision);

/// <summary>A problem (RFC 9457) of the function, or the <c>message</c> of API Gateway itself.</summary>
internal sealed record ApiError(string? Title, string? Detail, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PhotoUrlRequest))]
[JsonSerializable(typeof(ApiAnswer))]
[JsonSerializable(typeof(ApiError))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
