using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>An error as functions and Lambda write it.</summary>
internal sealed record FunctionErrorDocument(string? ErrorType, string? ErrorMessage);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FunctionErrorDocument))]
internal sealed partial class FunctionErrorJsonContext : JsonSerializerContext;
