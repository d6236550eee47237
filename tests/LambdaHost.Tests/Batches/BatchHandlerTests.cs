using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Batches;

public sealed class BatchHandlerTests : IAsyncDisposable
{
    private readonly FakeS3 s3 = new();
    private readonly Host host;

    public BatchHandlerTests() => host = new Host(store: s3.Store());

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await s3.DisposeAsync();
    }

    [Fact]
    public async Task Each_photo_is_a_line_in_order_with_the_librarys_answer()
    {
        string[] keys = ["a.jpg", "b c+d.png", "ü/ñ 100%.jpg", "q?x=1&y#z.png", "dir//x.png"];
        foreach (var key in keys)
            s3.Put(key, key.EndsWith("png", StringComparison.Ordinal) ? Photos.Png : Photos.Jpeg);

        var answer = await Answer(Event(keys));

        Assert.Equal(5, answer.GetProperty("photos").GetInt32());
        Assert.Equal(5, answer.GetProperty("answered").GetInt32());
        Assert.Equal(0, answer.GetProperty("problems").GetInt32());
        Assert.Empty(answer.GetProperty("left").EnumerateArray());
        Assert.True(answer.GetProperty("done").GetBoolean());
        Assert.False(answer.GetProperty("skipped").GetBoolean());
        var output = answer.GetProperty("output").GetString()!;
        Assert.Matches("^answers/first/parts/[0-9a-f]{32}\\.jsonl$", output);
        var lines = s3.Lines($"/out/{output}");
        Assert.Equal(keys, lines.Select(line => line.GetProperty("key").GetString()));
        var single = (await host.Send(ApiEvents.Rest(Request.Image(Photos.Jpeg)))).IsOk().Json;
        Assert.Equal(single.GetProperty("score").GetRawText(), lines[0].GetProperty("score").GetRawText());
        Assert.Equal(single.GetProperty("label").GetRawText(), lines[0].GetProperty("label").GetRawText());
    }

    private static JsonObject Event(params IEnumerable<string> keys) =>
        new()
        {
            ["Items"] = new JsonArray([.. keys.Select(key => new JsonObject { ["Key"] = key })]),
            ["BatchInput"] = new JsonObject
            {
                ["bucket"] = "photos",
                ["output"] = "s3://out/answers",
                ["job"] = "first",
            },
        };

    private async Task<JsonElement> Answer(JsonObject payload, TimeSpan? time = null)
    {
        var outcome = await host.Invoke(ApiEvents.Utf8(payload), time);
        Assert.True(outcome.Error is null, outcome.Error?.ErrorMessage);
        return JsonDocument.Parse(outcome.Payload).RootElement;
    }
}
