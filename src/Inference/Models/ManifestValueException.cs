using System.Text.Json;

namespace ClothesClassification.Inference.Models;

/// <summary>A value that a converter refuses.</summary>
internal sealed class ManifestValueException(string expected) : JsonException($"Expected {expected}.")
{
    public string Expected { get; } = expected;
}
