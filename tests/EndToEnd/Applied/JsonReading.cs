using System.Text.Json;

namespace ClothesClassification.EndToEnd.Applied;

/// <summary>Reads AWS's answers, where absent, null and empty mean the same.</summary>
internal static class JsonReading
{
    /// <summary>The value at a path with dots, through the first element of lists; undefined where there is none.</summary>
    public static JsonElement Member(this JsonElement json, string path)
    {
        foreach (var name in path.Split('.'))
        {
            var parent = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().FirstOrDefault() : json;
            json =
                parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
                    ? value
                    : default;
        }

        return json;
    }

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static double? Number(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    public static bool Flag(this JsonElement json, string name) => json.Member(name).ValueKind == JsonValueKind.True;

    public static IReadOnlyList<JsonElement> Elements(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    public static IReadOnlyList<string> Texts(this JsonElement json, string name) =>
        [.. json.Elements(name).Select(element => element.GetString()!)];

    public static IReadOnlyList<JsonProperty> Members(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Object } value ? [.. value.EnumerateObject()] : [];

    public static IReadOnlyDictionary<string, string> Map(this JsonElement json, string name) =>
        json.Members(name).ToDictionary(member => member.Name, member => member.Value.ToString());
}
