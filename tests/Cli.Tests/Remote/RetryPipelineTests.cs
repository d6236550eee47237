using System.Net;
using System.Net.Sockets;
using ClothesClassification.Cli.Remote;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Tests.Remote;

/// <summary>What is sent again, how often, and when the run ends.</summary>
public sealed class RetryPipelineTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Passing_failure_is_sent_again_and_answered(int status)
    {
        var calls = 0;
        await using var api = await FakeApi.StartAsync(
            (context, _) =>
                Interlocked.Increment(ref calls) <= 2
                    ? FakeApi.Gateway(context, status, "Too Many Requests")
                    : FakeApi.Answer(context)
        );
        var bytes = PhotoFolder.Photo();

        var result = Clothes.Run("predict", folder.Add("a.jpg", bytes), "--endpoint", api.Address, "--format", "jsonl");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"attempts\":3", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 requests repeated\n", result.Error, StringComparison.Ordinal);
        Assert.All(api.Calls, c => Assert.Equal(bytes, c.Body));
    }

    [Fact]
    public async Task Broken_connection_is_tried_again()
    {
        var calls = 0;
        await using var api = await FakeApi.StartAsync(
            (context, _) =>
            {
                if (Interlocked.Increment(ref calls) > 1)
                    return FakeApi.Answer(context);
                context.Abort();
                return Task.CompletedTask;
            }
        );

        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", api.Address, "--format", "jsonl");

        Assert.Equal((0, 2), (result.ExitCode, api.Calls.Count));
    }

    /// <summary>A host that takes connections and says nothing, not even its certificate.</summary>
    [Fact]
    public async Task Connection_that_is_not_made_in_time_is_tried_again_and_told()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var endpoint = Endpoint.Parse($"https://{silent.LocalEndpoint}/test", key: null, allowHttp: false);
        var limits = new CallLimits(1, Retries: 1, TimeSpan.FromMinutes(1), CallLimits.PayloadBytes, Shrink: false);
        using var client = new PredictClient(endpoint, limits, new ClassifyOptions(), TimeSpan.FromMilliseconds(200));

        var result = await client.CallAsync(
            new RequestBody(PhotoFolder.Photo(), "image/jpeg"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(2, result.Attempts);
        Assert.Equal(
            $"{silent.LocalEndpoint} cannot be reached (no connection in time); is --endpoint right, and does the API run?",
            result.Failure?.Sentence
        );
    }

    [Fact]
    public async Task Retry_after_is_waited_for()
    {
        List<DateTimeOffset> times = [];
        await using var api = await FakeApi.StartAsync(
            (context, _) =>
            {
                times.Add(TimeProvider.System.GetUtcNow());
                if (times.Count > 1)
                    return FakeApi.Answer(context);
                context.Response.Headers.RetryAfter = "2";
                return FakeApi.Gateway(context, 429, "Too Many Requests");
            }
        );

        Assert.Equal(0, Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", api.Address).ExitCode);

        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task Retry_after_that_is_longer_than_the_time_left_is_not_waited_for()
    {
        await using var api = await FakeApi.StartAsync(
            (context, _) =>
            {
                context.Response.Headers.RetryAfter = "3600";
                return FakeApi.Gateway(context, 429, "Too Many Requests");
            }
        );

        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", api.Address);

        Assert.Equal(1, result.ExitCode);
        Assert.Single(api.Calls);
        Assert.Contains("use a lower --concurrency. It asks to wait 3600 s", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_are_bounded()
    {
        await using var api = await FakeApi.StartAsync(
            (context, _) => FakeApi.Gateway(context, 502, "Internal server error")
        );
        var photo = folder.Add("a.jpg");

        var result = Clothes.Run("predict", photo, "--endpoint", api.Address, "--retries", "2");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(3, api.Calls.Count);
        Assert.Equal(
            $"clothes: {photo}: 502 Internal server error: the function ended or gave an answer that API Gateway cannot read; its log says more.\n",
            result.Error
        );
    }

    [Fact]
    public async Task Time_is_bounded()
    {
        await using var api = await FakeApi.StartAsync(
            (context, _) => Task.Delay(TimeSpan.FromSeconds(60), context.RequestAborted)
        );
        var photo = folder.Add("a.jpg");

        var result = Clothes.Run("predict", photo, "--endpoint", api.Address, "--timeout", "2");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"clothes: {photo}: No answer within 2 s (1 attempt).\n", result.Error);
    }

    [Fact]
    public async Task Service_that_goes_away_ends_the_run()
    {
        var calls = 0;
        await using var api = await FakeApi.StartAsync(
            (context, _) =>
                Interlocked.Increment(ref calls) == 1
                    ? FakeApi.Answer(context)
                    : FakeApi.Gateway(context, 503, "Service Unavailable")
        );
        for (var i = 0; i < 200; i++)
            folder.Add($"{i}.jpg");

        var result = Clothes.Run(
            "predict",
            folder.Path,
            "--endpoint",
            api.Address,
            "--format",
            "jsonl",
            "--retries",
            "0"
        );

        Assert.Equal(3, result.ExitCode);
        Assert.Single(result.Output.TrimEnd().Split('\n'));
        Assert.Contains("The last 8 photos got no answer", result.Error, StringComparison.Ordinal);
        Assert.Equal(8, result.Error.Split("503 Service Unavailable: the service failed.").Length - 1);
        Assert.InRange(api.Calls.Count, 9, 199);
    }

    [Fact]
    public async Task Interrupted_run_leaves_complete_output_and_a_summary()
    {
        Require.Linux();
        await using var api = await FakeApi.StartAsync(
            async (context, _) =>
            {
                await Task.Delay(20);
                await FakeApi.Answer(context);
            }
        );
        for (var i = 0; i < 2000; i++)
            folder.Add($"{i}.jpg", [1]);
        var running = Clothes.Start("predict", folder.Path, "--endpoint", api.Address, "--format", "json");
        var first = string.Join('\n', Enumerable.Range(0, 200).Select(_ => running.Process.StandardOutput.ReadLine()));

        running.Signal("INT");
        var result = running.End();

        Assert.Equal(130, result.ExitCode);
        System.Text.Json.JsonDocument.Parse(first + "\n" + result.Output).Dispose();
        Assert.StartsWith("clothes: first call ", result.Error, StringComparison.Ordinal);
        Assert.InRange(api.Calls.Count, 2, 1999);
    }
}
