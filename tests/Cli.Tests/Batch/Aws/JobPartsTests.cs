using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Tests.Remote;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.Cli.Tests.Batch.Aws;

/// <summary>Parts whose bodies begin and do not end are read again.</summary>
public sealed class JobPartsTests : IAsyncLifetime
{
    private static readonly TimeSpan ReadTime = TimeSpan.FromMilliseconds(500);
    private FakeApi api = null!;
    private AmazonS3Client s3 = null!;
    private int broken;
    private bool stalls;

    public async ValueTask InitializeAsync()
    {
        api = await FakeApi.StartAsync(AnswerAsync);
        s3 = new AmazonS3Client(
            new BasicAWSCredentials("key", "secret"),
            new AmazonS3Config
            {
                ServiceURL = new Uri(api.Address).GetLeftPart(UriPartial.Authority),
                AuthenticationRegion = "eu-central-1",
                ForcePathStyle = true,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        s3.Dispose();
        await api.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_breaks_off_or_stalls_is_read_again(bool stalled)
    {
        broken = 2;
        stalls = stalled;

        Assert.Equal("part", await ReadAsync());
        Assert.Equal(3, api.Calls.Count);
    }

    [Fact]
    public async Task A_body_that_always_stalls_ends_with_a_sentence()
    {
        broken = int.MaxValue;
        stalls = true;

        var error = await Assert.ThrowsAsync<AwsException>(ReadAsync);

        Assert.Equal(
            "s3://answers/out/parts/a.jsonl: AWS cannot be reached: there was no answer in time.",
            error.Message
        );
        Assert.Equal(3, api.Calls.Count);
    }

    private async Task<string> ReadAsync()
    {
        var read = "";
        await new JobParts(s3, new S3Location("answers", "out/"), ReadTime).ReadAsync(
            ["out/parts/a.jsonl"],
            (_, bytes) => read = Encoding.UTF8.GetString(bytes.Span),
            TestContext.Current.CancellationToken
        );
        return read;
    }

    private async Task AnswerAsync(HttpContext context, Call call)
    {
        context.Response.ContentLength = 4;
        if (--broken < 0)
        {
            await context.Response.WriteAsync("part");
            return;
        }

        await context.Response.WriteAsync("pa");
        await context.Response.Body.FlushAsync();
        if (stalls)
            await Task.Delay(Timeout.Infinite, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else
            context.Abort();
    }
}
