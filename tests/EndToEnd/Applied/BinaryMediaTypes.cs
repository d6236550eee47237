using System.Text.Json.Nodes;

namespace ClothesClassification.EndToEnd.Applied;

/// <summary>The media types of which a gateway passes on the bytes.</summary>
internal static class BinaryMediaTypes
{
    private const string Description = "src/LocalGateway/Description/default-api.json";

    /// <summary>What the gateway on this machine has where nothing else is described.</summary>
    public static IReadOnlyList<string> OfLocalGateway()
    {
        var json = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, Description));
        return [.. JsonNode.Parse(json)!["binaryMediaTypes"]!.AsArray().Select(type => type!.GetValue<string>())];
    }
}
