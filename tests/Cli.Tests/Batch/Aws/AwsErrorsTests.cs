using Amazon.Runtime;
using Amazon.S3;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Tests.Remote;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.Cli.Tests.Batch.Aws;

/// <summary>AWS takes requests and does not answer: that is tried again, then told, and is not an interruption.</summary>
public sealed class AwsErrorsTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:states:eu-central-1:123456789012:execution:batch:job-1";
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(300);

    // Other tests' programs have an environment of their own.
    private readonly Dictionary<string, string?> before = [];
    private FakeApi api = null!;
    private int silent = int.MaxValue;

    public async ValueTask InitializeAsync()
    {
        api = await FakeApi.StartAsync(
            async (context, _) =>
            {
                if (Interlocked.Decrement(ref silent) >= 0)
                    await Task.Delay(System.Threading.Timeout.Infinite, context.RequestAborted)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                else
                    await context.Response.WriteAsync("""{"status":"RUNNING","startDate":1.79E9}""");
            }
        );
        Set("AWS_ENDPOINT_URL", Address);
        Set("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        Set("AWS_SECRET_ACCESS_KEY", "secret");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, value) in before)
            Environment.SetEnvironmentVariable(name, value);
        await api.DisposeAsync();
    }

    [Fact]
    public async Task Step_Functions_is_asked_again()
    {
        silent = 2;
        using var states = new StatesClient(Arn, Timeout, firstWait: TimeSpan.FromTicks(1));

        var execution = await states.DescribeAsync(Arn, TestContext.Current.CancellationToken);

        Assert.Equal(("RUNNING", 3), (execution.Status, api.Calls.Count));
    }

    [Fact]
    public async Task Step_Functions_that_never_answers_cannot_be_reached()
    {
        using var states = new StatesClient(Arn, Timeout, firstWait: TimeSpan.FromTicks(1));

        var error = await Assert.ThrowsAsync<AwsException>(() =>
            states.DescribeAsync(Arn, TestContext.Current.CancellationToken)
        );

        Assert.Equal($"{Arn}: AWS cannot be reached: there was no answer in time.", error.Message);
        Assert.Equal(6, api.Calls.Count);
    }

    [Fact]
    public async Task Interruption_stays_one()
    {
        using var states = new StatesClient(Arn);
        using var interruption = new CancellationTokenSource(Timeout);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => states.DescribeAsync(Arn, interruption.Token));

        Assert.Single(api.Calls);
    }

    [Fact]
    public async Task S3_that_never_answers_cannot_be_reached()
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials("key", "secret"),
            new AmazonS3Config
            {
                ServiceURL = Address,
                AuthenticationRegion = "eu-central-1",
                ForcePathStyle = true,
                Timeout = Timeout,
                MaxErrorRetry = 1,
            }
        );

        var error = await Assert.ThrowsAsync<AwsException>(() =>
            new JobParts(s3, new S3Location("answers", "out/job-1/")).ListAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(
            "s3://answers/out/job-1/parts/: AWS cannot be reached: there was no answer in time.",
            error.Message
        );
    }

    private string Address => new Uri(api.Address).GetLeftPart(UriPartial.Authority);

    private void Set(string name, string value)
    {
        before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
