using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Batches;

public sealed class ArrivalHandlerTests : IAsyncDisposable
{
    private readonly FakeS3 s3 = new();
    private readonly Host host;

    public ArrivalHandlerTests() =>
        host = new Host(new() { ["CLOTHES_BATCH_OUTPUT"] = "s3://out/answers/arrived" }, store: s3.Store());

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await s3.DisposeAsync();
    }

    [Fact]
    public async Task Each_photo_that_arrives_gets_a_line_of_its_own_once()
    {
        s3.Put("a+b ü.jpg", Photos.Jpeg);
        s3.Put("c.jpg", Photos.Truncated);

        Assert.Empty(await Failures(Created("a+b ü.jpg"), Created("c.jpg"), Created("gone.jpg")));
        // In another grouping, as a queue may give them again.
        Assert.Empty(await Failures(Created("gone.jpg"), Created("a+b ü.jpg")));

        Assert.Equal(["a+b ü.jpg", "c.jpg", "gone.jpg"], Lines().Select(Key).Order(StringComparer.Ordinal));
        Assert.Equal(3, s3.Requests("PUT").Count);
        Assert.All(s3.Requests("PUT"), path => Assert.StartsWith("/out/answers/arrived/parts/", path));
        Assert.Equal(1, Lines().Count(line => line.TryGetProperty("label", out _)));
    }

    [Fact]
    public async Task A_photo_that_is_written_again_is_answered_again()
    {
        s3.Put("a.jpg", Photos.Jpeg);
        await Failures(Created("a.jpg", etag: "one"));
        await Failures(Created("a.jpg", etag: "two"));
        await Failures(Created("a.jpg", etag: "two", version: "v"));

        Assert.Equal(3, Lines().Count());
    }

    [Fact]
    public async Task Only_the_messages_that_could_not_be_done_come_again()
    {
        s3.Put("good.jpg", Photos.Jpeg);
        s3.On("busy.jpg", x => FakeS3.Fail(x, 503, "SlowDown"));

        var failures = await Failures(
            "not JSON",
            "[]",
            """{"source": "aws.s3", "detail-type": "Object Deleted", "detail": {"object": {"key": "good.jpg"}}}""",
            """{"source": "aws.s3", "detail-type": "Object Created", "detail": {"object": 1}}""",
            Created("busy.jpg"),
            Created("good.jpg")
        );

        Assert.Equal(["0", "1", "2", "3", "4"], failures.Order());
        Assert.Equal("good.jpg", Key(Assert.Single(Lines())));
        Assert.Equal(1, host.Log[^1].GetProperty("Errors").GetInt32());
    }

    [Fact]
    public async Task The_answers_themselves_are_no_photos()
    {
        Assert.Empty(await Failures(Created("answers/arrived/parts/x.jsonl", bucket: "out")));
        Assert.Empty(s3.Requests());
    }

    private IEnumerable<JsonElement> Lines() => s3.Keys("out").SelectMany(s3.Lines);

    private static string? Key(JsonElement line) => line.GetProperty("key").GetString();

    // The example of https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html.
    private static string Created(string key, string bucket = "photos", string etag = "e", string? version = null)
    {
        var photo = new JsonObject
        {
            ["key"] = key,
            ["size"] = 5,
            ["etag"] = etag,
            ["sequencer"] = "617f08299329d189",
        };
        if (version is not null)
            photo["version-id"] = version;
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = "17793124-05d4-b198-2fde-7ededc63b103",
            ["detail-type"] = "Object Created",
            ["source"] = "aws.s3",
            ["account"] = "111122223333",
            ["time"] = "2021-11-12T00:00:00Z",
            ["region"] = "ca-central-1",
            ["resources"] = new JsonArray($"arn:aws:s3:::{bucket}"),
            ["detail"] = new JsonObject
            {
                ["version"] = "0",
                ["bucket"] = new JsonObject { ["name"] = bucket },
                ["object"] = photo,
                ["request-id"] = "N4N7GDK58NMKJ12R",
                ["requester"] = "123456789012",
                ["reason"] = "PutObject",
            },
        }.ToJsonString();
    }

    // Messages are named by their position.
    private async Task<IEnumerable<string?>> Failures(params IEnumerable<string> bodies)
    {
        var records = bodies.Select(
            (body, i) =>
                new JsonObject
                {
                    ["messageId"] = $"{i}",
                    ["receiptHandle"] = "handle",
                    ["body"] = body,
                    ["eventSource"] = "aws:sqs",
                    ["eventSourceARN"] = "arn:aws:sqs:ca-central-1:111122223333:photos",
                }
        );
        var outcome = await host.Invoke(ApiEvents.Utf8(new JsonObject { ["Records"] = new JsonArray([.. records]) }));
        Assert.True(outcome.Error is null, outcome.Error?.ErrorMessage);
        return JsonDocument
            .Parse(outcome.Payload)
            .RootElement.GetProperty("batchItemFailures")
            .EnumerateArray()
            .Select(failure => failure.GetProperty("itemIdentifier").GetString());
    }
}
