using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClothesClassification.LocalGateway.Console;

/// <summary>What the page has to know; README.md of the folder Page describes the fields of all of these.</summary>
internal sealed record ConfigDocument(
    string PredictUrl,
    string Stage,
    string FunctionName,
    bool ApiKeyRequired,
    int MaxPayloadBytes,
    IReadOnlyList<string> Samples
);

internal sealed record TestRequestDocument
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }
}

internal sealed record TestResultDocument(
    JsonElement? Request,
    TestResponseDocument Response,
    LatencyDocument LatencyMs,
    bool ColdStart,
    IReadOnlyList<string> Log,
    string? Reason
);

internal sealed record TestResponseDocument(
    int StatusCode,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Headers,
    string Body,
    bool IsBase64Encoded
);

internal sealed record LatencyDocument(double Total, double Function, double Gateway, double Init);

internal sealed record RecentDocument(IReadOnlyList<RecentRequestDocument> Requests);

internal sealed record RecentRequestDocument(
    DateTimeOffset Time,
    string Method,
    string Path,
    int Status,
    string RequestId,
    LatencyDocument LatencyMs,
    bool ColdStart,
    string? Reason
);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ConfigDocument))]
[JsonSerializable(typeof(TestRequestDocument))]
[JsonSerializable(typeof(TestResultDocument))]
[JsonSerializable(typeof(RecentDocument))]
internal sealed partial class ConsoleJsonContext : JsonSerializerContext;
