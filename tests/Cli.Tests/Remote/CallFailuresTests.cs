namespace ClothesClassification.Cli.Tests.Remote;

/// <summary>An API that refuses or misleads, and what cannot be sent: what is said, and what is never sent.</summary>
public sealed class CallFailuresTests : IDisposable
{
    private const string Key = "k-3f9a-secret-key";
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Problem_of_one_photo_is_its_detail_and_does_not_lose_the_others()
    {
        await using var api = await FakeApi.StartAsync(
            (context, call) =>
                call.Body.Length < 100
                    ? FakeApi.Problem(context, 422, "The photo's format is not supported; send JPEG.\\u001b[31m")
                    : FakeApi.Answer(context)
        );
        var (good, bad, last) = (folder.Add("a.jpg"), folder.Add("b.jpg", "hello"u8.ToArray()), folder.Add("c.jpg"));
        var missing = Path.Combine(folder.Path, "d.jpg");

        var result = Clothes.Run(
            "predict",
            good,
            bad,
            last,
            missing,
            "--endpoint",
            api.Address,
            "--format",
            "csv",
            "--top",
            "1"
        );

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(3, api.Calls.Count);
        Assert.Equal(
            [
                $"clothes: {bad}: The photo's format is not supported; send JPEG. [31m",
                $"clothes: {missing}: No such file.",
            ],
            result.Error.Split('\n')[..2]
        );
        Assert.Contains($"{good},1,dress", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{last},1,dress", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        403,
        "Forbidden",
        false,
        "the API wants a key, or has no such stage; put the key into CLOTHES_API_KEY."
    )]
    [InlineData(
        403,
        "Forbidden",
        true,
        "the API refuses the key, or has no such stage; is the key whole, enabled, and in the usage plan of the stage in --endpoint?"
    )]
    [InlineData(
        403,
        "Missing Authentication Token",
        true,
        "API Gateway knows no POST /test/predict; --endpoint needs the stage too, as in https://abc123.execute-api.eu-west-1.amazonaws.com/test"
    )]
    [InlineData(429, "Limit Exceeded", true, "the key's quota is used up until its period ends.")]
    public async Task Refusal_by_the_gateway_is_one_line_with_a_hint_and_ends_the_run(
        int status,
        string message,
        bool withKey,
        string hint
    )
    {
        await using var api = await FakeApi.StartAsync((context, _) => FakeApi.Gateway(context, status, message));
        for (var i = 0; i < 20; i++)
            folder.Add($"{i}.jpg");
        string[] key = withKey ? ["--api-key", Key] : [];

        var result = Clothes.Run(["predict", folder.Path, "--endpoint", api.Address, "--format", "json", .. key]);

        Assert.Equal((3, "[]"), (result.ExitCode, result.Output.Trim()));
        Assert.Equal($"clothes: The API cannot be used. {status} {message}: {hint}\n", result.Error);
        Assert.Single(api.Calls);
    }

    [Fact]
    public async Task Redirect_is_not_followed_and_the_key_goes_nowhere_else()
    {
        await using var other = await FakeApi.StartAsync();
        await using var api = await FakeApi.StartAsync(
            (context, _) =>
            {
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = other.Address + "/predict";
                return Task.CompletedTask;
            }
        );

        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", api.Address, "--api-key", Key);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(
            $"answered 307 with another address ({other.Address}/predict)",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Empty(other.Calls);
    }

    [Fact]
    public async Task Key_that_the_other_side_repeats_is_not_printed()
    {
        await using var api = await FakeApi.StartAsync(
            (context, call) => FakeApi.Problem(context, 400, $"Your header was {call.Key}.")
        );

        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", api.Address, "--api-key", Key);

        Assert.EndsWith("Your header was ***.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photo_over_the_payload_limit_is_not_sent()
    {
        await using var api = await FakeApi.StartAsync();
        var large = folder.Add("large.jpg", new byte[4_700_000]);

        var result = Clothes.Run(
            "predict",
            large,
            folder.Add("ok.jpg"),
            "--endpoint",
            api.Address,
            "--format",
            "jsonl"
        );
        var stdin = Clothes.RunWithInput(new byte[4_700_000], "predict", "-", "--endpoint", api.Address);

        Assert.Equal((1, 1), (result.ExitCode, stdin.ExitCode));
        Assert.StartsWith(
            $"clothes: {large}: The photo has 4.7 MB, and an invocation takes 4.69 MB; add --shrink, or send its address with --url.\n",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.StartsWith("clothes: -: The photo has more than 4.69 MB", stdin.Error, StringComparison.Ordinal);
        Assert.Single(api.Calls);
    }

    [Fact]
    public async Task Photo_that_cannot_be_shrunk_is_not_sent()
    {
        await using var api = await FakeApi.StartAsync();
        var cut = folder.Add("cut.jpg", PhotoFolder.Photo(4000, 3000)[..6_000_000]);
        var none = folder.Add("none.jpg", new byte[5_000_000]);
        var huge = folder.Add("huge.jpg", new byte[20_000_001]);

        var result = Clothes.Run("predict", cut, none, huge, "--endpoint", api.Address, "--shrink");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                $"clothes: {cut}: The photo is too large to be sent, and damaged: it cannot be shrunk.",
                $"clothes: {none}: The photo is too large to be sent, and not one that can be shrunk.",
                $"clothes: {huge}: The photo has 20 MB, and an invocation takes 4.69 MB; send a smaller version.",
            ],
            result.Error.TrimEnd().Split('\n')
        );
        Assert.Empty(api.Calls);
    }

    [Fact]
    public async Task Certificate_that_is_not_trusted_is_named_and_no_key_is_sent()
    {
        await using var api = await FakeApi.StartWithOwnCertificateAsync();

        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", api.Address, "--api-key", Key);

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith(
            $"clothes: The API cannot be used. No trusted TLS connection to {new Uri(api.Address).Authority} (",
            result.Error,
            StringComparison.Ordinal
        );
        Assert.Empty(api.Calls);
    }

    [Theory]
    [InlineData("<html>Welcome</html>", "text/html")]
    [InlineData("{}", "application/json")]
    [InlineData("{\"label\":\"dress\",\"predictions\":[{}]}", "application/json")]
    public async Task Something_else_than_an_answer_is_named(string body, string type)
    {
        await using var api = await FakeApi.StartAsync(
            (context, _) =>
            {
                context.Response.ContentType = type;
                return context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body)).AsTask();
            }
        );

        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", api.Address);

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(
            $"clothes: The API cannot be used. What came back is not an answer of this API ({type}: {body}); is --endpoint right?\n",
            result.Error
        );
    }

    [Fact]
    public async Task Answer_without_end_is_not_read()
    {
        await using var api = await FakeApi.StartAsync(
            async (context, _) =>
            {
                context.Response.ContentType = "application/json";
                var block = new byte[1 << 16];
                while (!context.RequestAborted.IsCancellationRequested)
                    await context.Response.Body.WriteAsync(block);
            }
        );

        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", api.Address);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("far more than an answer", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_said_with_the_address()
    {
        var api = await FakeApi.StartAsync();
        var address = api.Address;
        await api.DisposeAsync();

        var result = Clothes.Run("predict", folder.Add("a.jpg"), "--endpoint", address, "--retries", "1");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(
            $"clothes: The API cannot be used. {new Uri(address).Authority} cannot be reached (Connection refused); is --endpoint right, and does the API run?\n",
            result.Error
        );
    }

    [Theory]
    [InlineData("a.jpg", "--url", "http://a/b.jpg")]
    [InlineData("a.jpg", "--api-key", Key)]
    [InlineData("a.jpg", "--concurrency", "2")]
    [InlineData("a.jpg", "--endpoint", "not an address", "--api-key", Key)]
    [InlineData("a.jpg", "--endpoint", "ftp://a")]
    [InlineData("a.jpg", "--endpoint", "https://a/#key=k-3f9a-secret-key")]
    [InlineData("a.jpg", "--endpoint", "https://k-3f9a-secret-key@a/")]
    [InlineData("a.jpg", "--endpoint", "http://example.com/test", "--api-key", Key)]
    [InlineData("a.jpg", "--endpoint", "https://a", "--api-key", "k-3f9a-secret-key\nx: y")]
    [InlineData("a.jpg", "--endpoint", "https://a", "--concurrency", "0")]
    [InlineData("a.jpg", "--endpoint", "https://a", "--model", "model")]
    [InlineData("--endpoint", "https://a")]
    public void Wrong_command_line_is_exit_code_2_and_does_not_repeat_the_key(params string[] arguments)
    {
        var result = Clothes.Run(["predict", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain(Key, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_is_none_is_an_error_line()
    {
        await using var api = await FakeApi.StartAsync();

        var result = Clothes.Run("predict", "--url", "file:///etc/passwd", "--endpoint", api.Address);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "clothes: file:///etc/passwd: The address of a photo must begin with https:// or http://.\n",
            result.Error
        );
        Assert.Empty(api.Calls);
    }
}
