using System.Text.Json.Nodes;

namespace ClothesClassification.LocalGateway.Tests.Runtime;

/// <summary>What the function sees of the Lambda Runtime API.</summary>
public sealed class RuntimeApiTests
{
    [Fact]
    public async Task Headers_have_their_canonical_case()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.PostAsync("/test/open", "headers");
        var headers = JsonNode
            .Parse(await Gateway.TextOf(answer))!
            .AsObject()
            .ToDictionary(h => h.Key, h => $"{h.Value}");
        Assert.Equal(answer.Headers.GetValues("x-amzn-RequestId").Single(), headers["Lambda-Runtime-Aws-Request-Id"]);
        Assert.Equal(
            "arn:aws:lambda:us-east-1:000000000000:function:tests",
            headers["Lambda-Runtime-Invoked-Function-Arn"]
        );
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$", headers["Lambda-Runtime-Trace-Id"]);
        Assert.Equal("application/json", headers["Content-Type"]);
        var left =
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(headers["Lambda-Runtime-Deadline-Ms"]))
            - TimeProvider.System.GetUtcNow();
        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_environment_is_lambdas()
    {
        await using var gateway = await Gateway.StartAsync(change: o =>
            o with
            {
                FunctionEnvironment = new Dictionary<string, string> { ["SHOP"] = "berlin" },
            }
        );
        var text = await Gateway.TextOf(await gateway.PostAsync("/test/open", "environment"));
        var environment = JsonNode.Parse(text)!;
        Assert.Matches(@"^127\.0\.0\.1:\d+$", $"{environment["AWS_LAMBDA_RUNTIME_API"]}");
        Assert.Equal("tests", $"{environment["AWS_LAMBDA_FUNCTION_NAME"]}");
        Assert.Equal("$LATEST", $"{environment["AWS_LAMBDA_FUNCTION_VERSION"]}");
        Assert.Equal("2048", $"{environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]}");
        Assert.Equal("us-east-1", $"{environment["AWS_REGION"]}");
        Assert.Equal("/aws/lambda/tests", $"{environment["AWS_LAMBDA_LOG_GROUP_NAME"]}");
        Assert.Equal(Environment.CurrentDirectory, $"{environment["LAMBDA_TASK_ROOT"]}");
        Assert.Equal("bootstrap", $"{environment["_HANDLER"]}");
        Assert.Equal("berlin", $"{environment["SHOP"]}");
        Assert.Null(environment["AWS_LAMBDA_INITIALIZATION_TYPE"]);
    }

    [Fact]
    public async Task An_answer_to_another_request_is_refused_and_the_right_one_still_counts()
    {
        await using var gateway = await Gateway.StartAsync();
        Assert.Equal(
            """400 {"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""",
            (await Gateway.TextOf(await gateway.PostAsync("/test/open", "wrong-id"))).Trim()
        );
    }

    [Fact]
    public async Task An_error_with_a_long_cause_for_x_ray_is_taken()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.PostAsync("/test/open", "error:100000");
        Assert.Equal(502, (int)answer.StatusCode);
        Assert.Contains(gateway.Log, line => line.Contains("Test.Failure: It went wrong.", StringComparison.Ordinal));
    }

    /// <summary>A page in a browser must not take events away.</summary>
    [Fact]
    public async Task Browsers_are_refused()
    {
        await using var gateway = await Gateway.StartAsync();
        var text = await Gateway.TextOf(await gateway.PostAsync("/test/open", "environment"));
        var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"http://{JsonNode.Parse(text)!["AWS_LAMBDA_RUNTIME_API"]}/2018-06-01/runtime/invocation/next"
        );
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Restore_is_immediate_and_unknown_paths_are_absent()
    {
        await using var gateway = await Gateway.StartAsync();
        var text = await Gateway.TextOf(await gateway.PostAsync("/test/open", "environment"));
        var runtime = $"http://{JsonNode.Parse(text)!["AWS_LAMBDA_RUNTIME_API"]}/2018-06-01/runtime";
        var restored = await gateway.Client.GetAsync($"{runtime}/restore/next", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)restored.StatusCode);
        var absent = await gateway.Client.GetAsync($"{runtime}/nothing", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)absent.StatusCode);
    }
}
