using System.Net;

namespace ClothesClassification.LocalGateway.Tests.Errors;

/// <summary>API Gateway's own answers, byte for byte.</summary>
public sealed class GatewayErrorsTests
{
    private const string Internal = """{"message": "Internal server error"}""";
    private const string InternalType = "InternalServerErrorException";

    [Theory]
    [InlineData(null)]
    [InlineData("not-the-key-but-long-enough")]
    [InlineData("")]
    public async Task A_missing_or_wrong_key_is_forbidden(string? key)
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.PostAsync("/test/keyed", key: key);
        await Gateway.AssertError(answer, 403, "ForbiddenException", """{"message":"Forbidden"}""");
        Assert.Empty(gateway.Server.FunctionProcesses);
    }

    [Theory]
    [InlineData("POST", "/test/nothing")]
    [InlineData("GET", "/test/keyed")]
    [InlineData("GET", "/test/open/deeper")]
    [InlineData("GET", "/test/OPEN")]
    [InlineData("GET", "/test/")]
    [InlineData("GET", "/test")]
    public async Task An_unknown_path_or_method_misses_an_authentication_token(string method, string path)
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path),
            TestContext.Current.CancellationToken
        );
        await Gateway.AssertError(
            answer,
            403,
            "MissingAuthenticationTokenException",
            """{"message":"Missing Authentication Token"}"""
        );
    }

    [Theory]
    [InlineData("/prod/open")]
    [InlineData("/testing/open")]
    [InlineData("/TEST/open")]
    public async Task An_unknown_stage_is_forbidden(string path)
    {
        await using var gateway = await Gateway.StartAsync();
        await Gateway.AssertError(
            await gateway.PostAsync(path),
            403,
            "ForbiddenException",
            """{"message":"Forbidden"}"""
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_10_MB_is_too_long(bool lengthIsAnnounced)
    {
        await using var gateway = await Gateway.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/test/open")
        {
            Content = new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]),
        };
        request.Headers.TransferEncodingChunked = !lengthIsAnnounced;
        var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await Gateway.AssertError(answer, 413, "RequestTooLargeException", """{"message":"Request Too Long"}""");
    }

    /// <summary>Lambda takes 6 MB (6,291,556 bytes) of event, which holds binary bodies as base64.</summary>
    [Theory]
    [InlineData("image/jpeg", 4_717_000, 200)]
    [InlineData("image/jpeg", 4_719_000, 413)]
    [InlineData("text/plain", 6_280_000, 200)]
    [InlineData("text/plain", 6_292_000, 413)]
    public async Task An_event_above_6_MB_is_too_long(string type, int bytes, int status)
    {
        await using var gateway = await Gateway.StartAsync();
        var body = new byte[bytes];
        Array.Fill(body, (byte)'a');
        // A small answer: the test function gives none of the event back.
        var answer = await gateway.PostAsync("/test/open", "wrong-id", body, type);
        if (status == 200)
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        else
            await Gateway.AssertError(answer, 413, "RequestTooLargeException", """{"message":"Request Too Long"}""");
    }

    [Theory]
    [InlineData("error", "Test.Failure: It went wrong.")]
    [InlineData("crash", "Runtime exited with error: exit status 3")]
    [InlineData("huge:6291557", "Function.ResponseSizeTooLarge")]
    public async Task A_failure_of_the_function_is_an_internal_server_error(string command, string logged)
    {
        await using var gateway = await Gateway.StartAsync();
        await Gateway.AssertError(await gateway.PostAsync("/test/open", command), 502, InternalType, Internal);
        Assert.Contains(gateway.Log, l => l.Contains(logged, StringComparison.Ordinal));
        // The next caller is served.
        Assert.Equal(HttpStatusCode.OK, (await gateway.PostAsync("/test/open")).StatusCode);
    }

    [Fact]
    public async Task A_function_above_its_timeout_is_an_internal_server_error_and_is_replaced()
    {
        await using var gateway = await Gateway.StartAsync(change: o =>
            o with
            {
                FunctionTimeout = TimeSpan.FromMilliseconds(700),
            }
        );
        await Gateway.AssertError(await gateway.PostAsync("/test/open", "hang"), 502, InternalType, Internal);
        Assert.Contains(gateway.Log, l => l.Contains("Task timed out after 0.70 seconds", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await gateway.PostAsync("/test/open")).StatusCode);
    }

    [Fact]
    public async Task An_answer_above_the_integration_timeout_is_a_gateway_timeout_and_the_function_runs_on()
    {
        await using var gateway = await Gateway.StartAsync();
        var warm = await gateway.PostAsync("/test/open");
        await Gateway.AssertError(
            await gateway.PostAsync("/test/quick", "sleep:1000"),
            504,
            InternalType,
            """{"message": "Endpoint request timed out"}"""
        );
        // One process, busy until it is done: the next caller waits for it and gets an answer of its own.
        var answer = await gateway.PostAsync("/test/open?n=2");
        Assert.Contains("\"n\":\"2\"", await Gateway.TextOf(answer), StringComparison.Ordinal);
        Assert.Equal(Gateway.Pid(warm), Gateway.Pid(answer));
    }
}
