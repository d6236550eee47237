using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Batches;

public sealed class BatchHandlerTests : IAsyncDisposable
{
    private readonly FakeS3 s3 = new();
    private readonly Host host;

    public BatchHandlerTests() => host = new Host(store: s3.Store(maxBytes: 1_000_000));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await s3.DisposeAsync();
    }

    [Fact]
    public async Task Each_photo_is_a_line_in_order_with_the_librarys_answer()
    {
        string[] keys =
        [
            "a.jpg",
            "b c+d.png",
            "ü/ñ 100%.jpg",
            "q?x=1&y#z.png",
            "dir//x.png",
            "a/./b/../c.jpg",
            "%41+.jpg",
        ];
        foreach (var key in keys)
            s3.Put(key, key.EndsWith("png", StringComparison.Ordinal) ? Photos.Png : Photos.Jpeg);

        var answer = await Answer(BatchEvent.Of(keys));

        answer.Is(photos: 7, answered: 7, problems: 0);
        Assert.Empty(answer.Left);
        Assert.False(answer.Skipped);
        Assert.Matches(@"^answers/first/parts/[0-9a-f]{32}\.jsonl$", answer.Output);
        var lines = s3.Lines(answer.Output);
        Assert.Equal(keys, lines.Select(Key));
        var photo = (await host.Send(ApiEvents.Rest(Request.Image(Photos.Jpeg)))).IsOk().Json;
        foreach (var member in new[] { "label", "score", "predictions", "confident" })
            Assert.Equal(photo.GetProperty(member).GetRawText(), lines[0].GetProperty(member).GetRawText());
        Assert.Equal("s3://photos/b c+d.png", lines[1].GetProperty("file").GetString());
        Assert.Equal(FakeS3.ETag(Photos.Png), lines[1].GetProperty("etag").GetString());
        Assert.Equal(90, lines[1].GetProperty("width").GetInt32());
        Assert.True(lines[1].GetProperty("durationsMs").GetProperty("fetch").GetDouble() > 0);
    }

    [Fact]
    public async Task A_photo_that_cannot_be_answered_is_a_line_that_says_why()
    {
        (string Key, string Code, Func<Exchange, Task> Answer)[] photos =
        [
            ("truncated", "truncated", x => x.Ok(Photos.Truncated)),
            ("corrupt", "corrupt", x => x.Ok(Photos.Corrupt)),
            ("text", "unsupported-format", x => x.Ok("not a photo"u8.ToArray())),
            ("folder/", "empty", x => x.Ok([])),
            // The body never comes: it must not be waited for.
            ("large", "too-many-bytes", x => x.Write("HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n")),
            ("missing", "object-not-found", x => FakeS3.Fail(x, 404, "NoSuchKey")),
            ("deleted", "object-not-found", x => FakeS3.Fail(x, 405, "MethodNotAllowed")),
            ("denied", "object-access-denied", x => FakeS3.Fail(x, 403, "AccessDenied")),
            ("glacier", "object-archived", x => FakeS3.Fail(x, 403, "InvalidObjectState")),
            ("customer-key", "object-refused", x => FakeS3.Fail(x, 400, "InvalidRequest")),
        ];
        s3.Put("good", Photos.Jpeg);
        foreach (var (key, _, reply) in photos)
            s3.On(key, reply);

        var answer = await Answer(BatchEvent.Of([.. photos.Select(photo => photo.Key), "good"]));

        answer.Is(photos: 11, answered: 1, problems: 10);
        Assert.Empty(answer.Left);
        var lines = s3.Lines(answer.Output);
        Assert.Equal([.. photos.Select(photo => photo.Key), "good"], lines.Select(Key));
        for (var i = 0; i < photos.Length; i++)
        {
            var error = lines[i].GetProperty("error");
            Assert.Equal("urn:clothes-classification:problem:" + photos[i].Code, error.GetProperty("type").GetString());
            Assert.Matches(@"^\S.{10,}\.$", error.GetProperty("detail").GetString()!);
            Assert.False(lines[i].TryGetProperty("label", out _));
        }

        Assert.Equal("10", s3.Metadata(answer.Output, "problems"));
        Assert.Equal("1", s3.Metadata(answer.Output, "answered"));
    }

    [Fact]
    public async Task A_photo_whose_size_is_listed_as_over_the_limit_is_not_asked_for()
    {
        var batch = BatchEvent.Of(["large.jpg", "as text.jpg", "unknown.jpg"]);
        s3.Put("unknown.jpg", Photos.Jpeg);
        batch["Items"]![0]!["Size"] = 1_000_001;
        batch["Items"]![0]!["Etag"] = "\"listed\"";
        batch["Items"]![1]!["Size"] = "1000001";
        batch["Items"]![2]!["Size"] = "";

        var answer = await Answer(batch);

        answer.Is(photos: 3, answered: 1, problems: 2);
        Assert.Equal("listed", s3.Lines(answer.Output)[0].GetProperty("etag").GetString());
        Assert.Equal(["/photos/unknown.jpg"], s3.Requests("GET").Where(path => path.StartsWith("/photos/")));
    }

    [Fact]
    public async Task A_batch_whose_answers_are_there_is_not_done_again()
    {
        s3.Put("a.jpg", Photos.Jpeg);
        s3.On("b.jpg", x => FakeS3.Fail(x, 404, "NoSuchKey"));
        var first = await Answer(BatchEvent.Of(["a.jpg", "b.jpg"]));
        var requests = s3.Requests().Count;

        var again = await Answer(BatchEvent.Of(["a.jpg", "b.jpg"]));

        Assert.True(again.Skipped);
        again.Is(photos: 2, answered: 1, problems: 1);
        Assert.Equal(first.Output, again.Output);
        Assert.Equal(requests + 1, s3.Requests().Count);
        var others = new List<BatchReply>();
        foreach (var (name, value) in new[] { ("job", "second"), ("bucket", "other"), ("output", "s3://out") })
            others.Add(await Answer(BatchEvent.Of(["a.jpg", "b.jpg"]).With(name, value)));
        others.Add(await Answer(BatchEvent.Of(["a.jpg"])));
        Assert.All(others, other => Assert.False(other.Skipped));
        Assert.Equal(5, others.Select(other => other.Output).Append(first.Output).Distinct().Count());
    }

    [Fact]
    public async Task What_the_time_does_not_allow_is_handed_back_and_done_by_the_next_call()
    {
        var hangs = true;
        string[] keys = ["a.jpg", "b.jpg", "slow.jpg", "c.jpg"];
        foreach (var key in keys)
            s3.Put(key, Photos.Tiny);
        s3.On("slow.jpg", x => hangs ? x.Hang() : x.Ok(Photos.Tiny));
        await Answer(BatchEvent.Of(["a.jpg"]));

        var batch = BatchEvent.Of(keys);
        batch["Items"]![3]!["LastModified"] = "2026-01-01T00:00:00Z";
        var first = await Answer(batch, TimeSpan.FromSeconds(4));
        var again = await Answer(batch);
        hangs = false;
        var rest = BatchEvent.Of([]);
        rest["Items"] = JsonNode.Parse(JsonSerializer.Serialize(first.Left));
        var second = await Answer(rest);

        first.Is(photos: 4, answered: 2, problems: 0);
        Assert.False(first.Done);
        Assert.Equal(["slow.jpg", "c.jpg"], first.Left.Select(item => item.GetProperty("Key").GetString()));
        Assert.Equal("2026-01-01T00:00:00Z", first.Left[1].GetProperty("LastModified").GetString());
        Assert.True(again.Skipped);
        Assert.Equal(JsonSerializer.Serialize(first.Left), JsonSerializer.Serialize(again.Left));
        Assert.True(second.Done);
        Assert.Equal(keys, s3.Lines(first.Output).Concat(s3.Lines(second.Output)).Select(Key));
    }

    [Fact]
    public async Task Where_the_time_is_over_before_the_first_photo_the_call_fails_and_can_be_repeated()
    {
        s3.On("slow.jpg", x => x.Hang());
        s3.Put("a.jpg", Photos.Jpeg);

        await Fails(BatchEvent.Of(["slow.jpg", "a.jpg"]), "DeadlineExceeded", TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(503, "SlowDown", "StorageUnavailable")]
    [InlineData(500, "InternalError", "StorageUnavailable")]
    [InlineData(400, "ExpiredToken", "StorageUnavailable")]
    [InlineData(404, "NoSuchBucket", "StorageRefused")]
    [InlineData(301, "PermanentRedirect", "StorageRefused")]
    [InlineData(403, "InvalidAccessKeyId", "StorageRefused")]
    public async Task What_is_not_about_the_photo_fails_the_call_and_nothing_is_written(
        int status,
        string code,
        string type
    )
    {
        s3.Put("a.jpg", Photos.Jpeg);
        s3.On("b.jpg", x => FakeS3.Fail(x, status, code));

        var message = await Fails(BatchEvent.Of(["a.jpg", "b.jpg"]), type);

        Assert.Contains(code, message, StringComparison.Ordinal);
        Assert.Empty(s3.Requests("PUT"));
    }

    [Theory]
    [InlineData("GET", 403, "AccessDenied", "StorageRefused")]
    [InlineData("PUT", 403, "AccessDenied", "StorageRefused")]
    [InlineData("GET", 404, "NoSuchBucket", "StorageRefused")]
    [InlineData("PUT", 503, "SlowDown", "StorageUnavailable")]
    public async Task Answers_that_cannot_be_written_fail_the_call(string method, int status, string code, string type)
    {
        s3.Put("a.jpg", Photos.Jpeg);
        s3.OnBucket(method, "out", x => FakeS3.Fail(x, status, code));

        var message = await Fails(BatchEvent.Of(["a.jpg"]), type);

        Assert.Contains(code, message, StringComparison.Ordinal);
        if (method == "GET")
            Assert.DoesNotContain("/photos/a.jpg", s3.Requests());
    }

    [Fact]
    public async Task A_fault_of_S3_that_passes_and_a_body_that_breaks_off_are_tried_again()
    {
        var (busy, broken) = (0, 0);
        s3.On("busy.jpg", x => ++busy < 3 ? FakeS3.Fail(x, 503, "SlowDown") : x.Ok(Photos.Jpeg));
        s3.On(
            "broken.jpg",
            x =>
                ++broken < 3 ? x.WriteAndClose("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf") : x.Ok(Photos.Jpeg)
        );

        (await Answer(BatchEvent.Of(["busy.jpg", "broken.jpg"]))).Is(photos: 2, answered: 2, problems: 0);

        s3.On("broken.jpg", x => x.WriteAndClose("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf"));
        await Fails(BatchEvent.Of(["broken.jpg"]), "StorageUnavailable");
    }

    [Fact]
    public async Task A_server_that_is_gone_is_an_error_that_passes()
    {
        FakeS3 gone;
        await using (gone = new FakeS3()) { }
        await using var lonely = new Host(store: gone.Store());

        var outcome = await lonely.Invoke(ApiEvents.Utf8(BatchEvent.Of(["a.jpg"])));

        Assert.Equal("StorageUnavailable", outcome.Error?.ErrorType);
    }

    [Fact]
    public async Task Photos_are_read_a_few_at_a_time()
    {
        var (now, most) = (0, 0);
        var several = new TaskCompletionSource();
        string[] keys = [.. Enumerable.Range(0, 60).Select(i => $"{i}.jpg")];
        foreach (var key in keys)
            s3.On(
                key,
                async x =>
                {
                    var here = Interlocked.Increment(ref now);
                    lock (several)
                        most = Math.Max(most, here);
                    if (here == 4)
                        several.TrySetResult();
                    await several.Task.WaitAsync(TimeSpan.FromSeconds(60));
                    Interlocked.Decrement(ref now);
                    await x.Ok(Photos.Tiny);
                }
            );

        (await Answer(BatchEvent.Of(keys))).Is(photos: 60, answered: 60, problems: 0);

        Assert.InRange(most, 4, 8 + Environment.ProcessorCount);
    }

    [Fact]
    public async Task The_options_of_the_job_count()
    {
        s3.Put("a b.jpg", Photos.Jpeg);
        var batch = BatchEvent
            .Of(["a+b.jpg"])
            .With("keysAreEncoded", true)
            .With("requestPayer", "requester")
            .With("top", 2)
            .With("minScore", 0.0001)
            .With("features", true);
        batch["Items"]![0]!["VersionId"] = "v.1";

        var answer = await Answer(batch);

        var line = Assert.Single(s3.Lines(answer.Output));
        Assert.Equal("a b.jpg", Key(line));
        Assert.Equal("v.1", line.GetProperty("versionId").GetString());
        Assert.InRange(line.GetProperty("predictions").GetArrayLength(), 1, 2);
        Assert.Equal(1280, line.GetProperty("features").GetArrayLength());
        var read = Assert.Single(s3.Heads, head => head.StartsWith("GET /photos/", StringComparison.Ordinal));
        Assert.Contains("versionId=v.1", read, StringComparison.Ordinal);
        Assert.Contains("x-amz-request-payer: requester", read, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_log_has_a_line_a_batch()
    {
        s3.Put("a.jpg", Photos.Jpeg);
        await Answer(BatchEvent.Of(["a.jpg", "missing.jpg"]));

        var line = Assert.Single(host.Log);
        Assert.Equal("batch", line.GetProperty("route").GetString());
        Assert.Equal("s3", line.GetProperty("input").GetString());
        Assert.Equal(Photos.Jpeg.Length, line.GetProperty("photoBytes").GetInt32());
        Assert.Equal("object-not-found", line.GetProperty("ErrorType").GetString());
        Assert.True(line.GetProperty("FetchDuration").GetDouble() > 0);
    }

    private static string? Key(JsonElement line) => line.GetProperty("key").GetString();

    private async Task<BatchReply> Answer(JsonObject payload, TimeSpan? time = null)
    {
        var outcome = await host.Invoke(ApiEvents.Utf8(payload), time);
        Assert.True(outcome.Error is null, outcome.Error?.ErrorMessage);
        return new BatchReply(JsonDocument.Parse(outcome.Payload).RootElement);
    }

    private async Task<string> Fails(JsonObject payload, string errorType, TimeSpan? time = null)
    {
        var outcome = await host.Invoke(ApiEvents.Utf8(payload), time);
        Assert.Equal(errorType, outcome.Error?.ErrorType);
        Assert.EndsWith(".", outcome.Error!.ErrorMessage, StringComparison.Ordinal);
        return outcome.Error.ErrorMessage;
    }
}
