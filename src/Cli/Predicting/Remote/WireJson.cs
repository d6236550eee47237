using System.Text.Json.Serialization;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Predicting.Remote;

/// <summary>Request for a photo that the API fetches.</summary>
internal sealed record AddressJson(string Url);

/// <summary>The API's answer for one photo, as far as it is read.</summary>
internal sealed record WireAnswer(
    string? Label,
    float Score,
    IReadOnlyList<Prediction>? Predictions,
    IReadOnlyDictionary<string, float>? Scores,
    WirePhoto? Photo,
    WireModel? Model,
    string? RequestId,
    bool ColdStart
);

internal sealed record WirePhoto(int Width, int Height);

internal sealed record WireModel(string? Name, string? Version, string? Precision);

/// <summary>A problem (RFC 9457) of the function, or the <c>message</c> of API Gateway itself.</summary>
internal sealed record WireError(string? Title, string? Detail, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AddressJson))]
[JsonSerializable(typeof(WireAnswer))]
[JsonSerializable(typeof(WireError))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
