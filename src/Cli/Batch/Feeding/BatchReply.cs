using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ClothesClassification.Cli.Batch.Feeding;

/// <summary>The function's answer to a batch.</summary>
/// <param name="Answered">Photos with an answer.</param>
/// <param name="Problems">Photos with a line that says why there is none.</param>
/// <param name="Left">Photos that the time did not allow, to be given to the function again.</param>
internal sealed record BatchReply(int Answered, int Problems, JsonArray? Left);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BatchReply))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class FeedingJsonContext : JsonSerializerContext;
