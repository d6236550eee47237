using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>How the program starts and ends, what survives, and what it leaves behind.</summary>
public sealed class LifetimeTests : IAsyncDisposable
{
    private readonly RuntimeApi api = new();

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
    [InlineData(500)]
    [InlineData(403)]
    [InlineData(0)]
    public async Task An_answer_that_is_not_taken_does_not_end_it(int status)
    {
        await using var bootstrap = new Bootstrap(api);
        api.ReactOnce(status);
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
        api.ReactOnce(413);
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

    [Theory]
    [InlineData("CLOTHES_MAX_PHOTOS", "many", "SettingException")]
    [InlineData("CLOTHES_FETCH_ALLOWED_HOSTS", "https://example.com/", "SettingException")]
    [InlineData("CLOTHES_FETCH_ALLOW_LOOPBACK", "true", "SettingException")]
    [InlineData("CLOTHES_MODEL", "/no/such/folder", "ModelException")]
    [InlineData("CLOTHES_PRECISION", "int4", "ModelException")]
    public async Task A_wrong_setting_ends_init_with_a_sentence(string name, string value, string type)
    {
        // As inside Lambda, where loopback is never allowed.
        await using var bootstrap = new Bootstrap(
            api,
            new() { ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand", [name] = value }
        );

        var post = await api.Take();

        Assert.Equal("/2018-06-01/runtime/init/error", post.Path);
        Assert.Contains(value, post.ErrorMessage(type), StringComparison.Ordinal);
        Assert.Equal(1, await bootstrap.ExitCode());
        var line = Assert.Single(bootstrap.Log);
        Assert.Equal("ERROR", line.GetProperty("level").GetString());
    }

    [Fact]
    public async Task The_log_level_of_lambda_is_kept_and_each_line_is_json()
    {
        await using var bootstrap = new Bootstrap(api, new() { ["AWS_LAMBDA_LOG_LEVEL"] = "ERROR" });
        (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Tiny)))).Answer.IsOk();

        var line = await bootstrap.Logged(line => line.TryGetProperty("_aws", out _));

        Assert.False(line.TryGetProperty("message", out _));
        Assert.Equal("clothes-test", line.GetProperty("FunctionName").GetString());
        Assert.Empty(bootstrap.Errors);
    }

    /// <summary>ONNX Runtime's telemetry is off: it would keep a database in the home folder and send it to its maker.</summary>
    [Fact]
    public async Task Nothing_is_left_in_the_home_folder()
    {
        var home = Directory.CreateTempSubdirectory("home-");
        var settings = new Dictionary<string, string?> { ["HOME"] = home.FullName, ["XDG_CACHE_HOME"] = null };
        // Each of these switches it off, too.
        foreach (var name in new[] { "CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY" })
            settings[name] = null;
        await using (var bootstrap = new Bootstrap(api, settings))
            (await api.Invoke(ApiEvents.Rest(Request.Image(Photos.Jpeg)))).Answer.IsOk();

        Assert.Empty(home.EnumerateFileSystemInfos());
        home.Delete();
    }

    /// <summary>
    /// Half of the events bring a megabyte each: what leaks one photo in four grows by more than the bound. The first
    /// hundred let pools and the collector's budget find their size.
    /// </summary>
    [Fact]
    public async Task Hundreds_of_invocations_do_not_grow_its_memory()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Resident memory is read from /proc.");
        const long megabyte = 1 << 20;
        const long bound = 40 * megabyte;
        byte[][] events =
        [
            ApiEvents.Rest(Request.Binary("image/png", [.. Photos.Png, .. new byte[megabyte]])),
            ApiEvents.FunctionUrl(Request.Image(Photos.Jpeg)),
            ApiEvents.Rest(Request.Image([.. Photos.Tiny, .. new byte[megabyte]])),
            ApiEvents.Rest(Request.Json("{\"url\": \"http://10.0.0.1/\"}")),
        ];
        await using var bootstrap = new Bootstrap(api);
        await Invoke(events, 100);
        var before = bootstrap.ResidentBytes();

        await Invoke(events, 200);

        var growth = bootstrap.ResidentBytes() - before;
        Assert.True(growth < bound, $"Grew by {growth / megabyte} MB from {before / megabyte} MB.");
        await bootstrap.Logged(_ => bootstrap.Output.Count == 300);
    }

    private async Task Invoke(byte[][] events, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.InRange((await api.Invoke(events[i % events.Length])).Answer.Status, 200, 422);
    }
}
