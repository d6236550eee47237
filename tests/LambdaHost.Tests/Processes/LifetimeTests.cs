using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>When the program ends, and when it does not.</summary>
public sealed class LifetimeTests : IAsyncLifetime
{
    private readonly RuntimeApi api = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Sigterm_while_idle_ends_it_with_0()
    {
        await using var bootstrap = new Bootstrap(api);
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();
        await api.Polled();
        await api.Polled();

        bootstrap.Terminate();

        Assert.Equal(0, await bootstrap.ExitCode());
        Assert.Empty(bootstrap.Errors);
    }

    [Fact]
    public async Task Sigterm_lets_the_request_at_work_finish()
    {
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new LocalServer(async exchange =>
        {
            arrived.TrySetResult();
            await go.Task.WaitAsync(exchange.Stopping);
            await exchange.Ok(Photos.Png);
        });
        await using var bootstrap = new Bootstrap(api, new() { ["CLOTHES_FETCH_ALLOW_LOOPBACK"] = "true" });
        api.Put(ApiEvents.Rest(Request.Url($"http://127.0.0.1:{server.Port}/")));
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        bootstrap.Terminate();
        Assert.False(bootstrap.HasExited);
        go.SetResult();

        (await api.Take()).Answer.IsOk();
        Assert.Equal(0, await bootstrap.ExitCode());
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(403, false)]
    [InlineData(0, true)]
    public async Task An_answer_that_is_not_taken_does_not_end_it(int status, bool reset)
    {
        await using var bootstrap = new Bootstrap(api);
        api.ReactOnce(new Reaction(status, reset));
        await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)));

        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();

        var line = await bootstrap.Logged(line => line.GetProperty("level").GetString() == "ERROR");
        Assert.Contains("answer", line.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.NotEmpty(line.GetProperty("requestId").GetString()!);
        Assert.False(bootstrap.HasExited);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_becomes_a_function_error()
    {
        await using var bootstrap = new Bootstrap(api);
        api.ReactOnce(new Reaction(413));
        Assert.True((await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).IsResponse);
        (await api.Take()).ErrorMessage("ResponseTooLarge");
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();
    }

    [Fact]
    public async Task Odd_answers_of_the_runtime_api_are_survived()
    {
        await using var bootstrap = new Bootstrap(api);
        api.PutRaw("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}");
        api.PutRaw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();
        api.PutRaw("this is not HTTP\r\n\r\n");
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 9999999999999999\r\n")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 32503680000000\r\n")]
    public async Task An_event_without_a_usable_deadline_is_answered_all_the_same(string deadline)
    {
        await using var bootstrap = new Bootstrap(api);
        var body = System.Text.Encoding.Latin1.GetString(ApiEvents.Rest(Request.Image(Photos.Tiny)));
        api.PutRaw(
            $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: only-id\r\n{deadline}Content-Length: {body.Length}\r\n\r\n{body}"
        );
        (await api.Take()).Answer.IsOk();
    }

    [Fact]
    public async Task Where_the_runtime_api_is_gone_it_ends_with_1()
    {
        string address;
        await using (var gone = new RuntimeApi())
            address = gone.Address;
        await using var bootstrap = new Bootstrap(null, new() { ["AWS_LAMBDA_RUNTIME_API"] = address });
        Assert.Equal(1, await bootstrap.ExitCode());
        Assert.All(bootstrap.Log, line => Assert.Equal("ERROR", line.GetProperty("level").GetString()));
    }

    [Fact]
    public async Task Outside_of_lambda_it_says_what_it_is_for()
    {
        await using var bootstrap = new Bootstrap(null);
        Assert.Equal(2, await bootstrap.ExitCode());
        Assert.Contains("AWS_LAMBDA_RUNTIME_API", Assert.Single(bootstrap.Errors), StringComparison.Ordinal);
    }
}
