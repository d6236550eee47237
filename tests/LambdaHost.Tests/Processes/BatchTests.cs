using ClothesClassification.LambdaHost.Tests.Batches;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>The real program answers batches, with the credentials and the endpoint of its environment.</summary>
public sealed class BatchTests : IAsyncDisposable
{
    private readonly RuntimeApi api = new();
    private readonly FakeS3 s3 = new();
    private readonly Bootstrap bootstrap;

    public BatchTests() =>
        bootstrap = new Bootstrap(
            api,
            new()
            {
                ["AWS_ENDPOINT_URL_S3"] = s3.Address,
                ["AWS_ACCESS_KEY_ID"] = "key",
                ["AWS_SECRET_ACCESS_KEY"] = "secret",
                ["AWS_SESSION_TOKEN"] = "token",
                // What another S3 calls its region need not be one of AWS.
                ["AWS_REGION"] = "garage",
            }
        );

    public async ValueTask DisposeAsync()
    {
        await bootstrap.DisposeAsync();
        await api.DisposeAsync();
        await s3.DisposeAsync();
    }

    [Fact]
    public async Task Batches_are_answered_among_other_events_and_only_they_load_the_sdk()
    {
        var photo = ApiEvents.Rest(Request.Image(Photos.Jpeg));
        s3.Put("a b/ü.jpg", Photos.Jpeg);
        s3.Put("broken.jpg", Photos.Truncated);

        var single = (await api.Invoke(photo)).Answer.IsOk().Json;
        var before = bootstrap.LoadedSdk();
        var post = await api.Invoke(ApiEvents.Utf8(BatchEvent.Of(["a b/ü.jpg", "broken.jpg"])));
        var after = bootstrap.LoadedSdk();

        Assert.Empty(before);
        Assert.Contains("AWSSDK.S3.dll", after);
        var answer = new BatchReply(post.Json);
        answer.Is(photos: 2, answered: 1, problems: 1);
        var line = s3.Lines(answer.Output)[0];
        Assert.Equal(single.GetProperty("score").GetRawText(), line.GetProperty("score").GetRawText());
        Assert.All(s3.Heads, head => Assert.Matches("Credential=key/[0-9]{8}/garage/s3/", head));
        (await api.Invoke(photo)).Answer.IsOk();
    }

    [Fact]
    public async Task What_is_wrong_is_an_error_with_a_name()
    {
        s3.On("a.jpg", x => FakeS3.Fail(x, 503, "SlowDown"));

        (await api.Invoke("""{"Items": [{"Key": "a.jpg"}]}"""u8.ToArray())).ErrorMessage("InvalidBatch");
        var batch = ApiEvents.Utf8(BatchEvent.Of(["a.jpg"]));
        (await api.Invoke(batch)).ErrorMessage("StorageUnavailable");
    }
}
