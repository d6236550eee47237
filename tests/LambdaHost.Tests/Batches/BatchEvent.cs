using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClothesClassification.LambdaHost.Tests.Batches;

/// <summary>Events as a Distributed Map's ItemBatcher makes them.</summary>
internal static class BatchEvent
{
    /// <summary>Photos in the bucket <c>photos</c>; their answers go to the bucket <c>out</c>.</summary>
    public static JsonObject Of(IEnumerable<string> keys) =>
        new()
        {
            ["Items"] = new JsonArray([.. keys.Select(key => new JsonObject { ["Key"] = key })]),
            ["BatchInput"] = new JsonObject
            {
                ["bucket"] = "photos",
                ["output"] = "s3://out/answers/",
                ["job"] = "first",
            },
        };

    public static JsonObject With(this JsonObject batch, string name, JsonNode? value)
    {
        batch["BatchInput"]![name] = value;
        return batch;
    }
}

/// <summary>The function's answer to a batch.</summary>
internal sealed record BatchReply(JsonElement Json)
{
    public string Output => Json.GetProperty("output").GetString()!;

    public IReadOnlyList<JsonElement> Left => [.. Json.GetProperty("left").EnumerateArray()];

    public bool Done => Json.GetProperty("done").GetBoolean();

    public bool Skipped => Json.GetProperty("skipped").GetBoolean();

    public void Is(int photos, int answered, int problems) =>
        Assert.Equal((photos, answered, problems), (Number("photos"), Number("answered"), Number("problems")));

    private int Number(string name) => Json.GetProperty(name).GetInt32();
}
