using System.Text;
using System.Text.Json.Nodes;

namespace ClothesClassification.LocalGateway.Tests.Direct;

/// <summary>Lambda's Invoke.</summary>
public sealed class DirectInvocationTests
{
    private const string Path = "/2015-03-31/functions/tests/invocations";

    [Theory]
    [InlineData("tests")]
    [InlineData("tests:$LATEST")]
    [InlineData("arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Atests")]
    [InlineData("000000000000:function:tests:$LATEST")]
    public async Task The_event_and_the_answer_pass_as_they_are(string name)
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await InvokeAsync(gateway, """{"do": "plain", "url": "x"}""", name: name);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("$LATEST", answer.Headers.GetValues("X-Amz-Executed-Version").Single());
        Assert.False(answer.Headers.Contains("X-Amz-Function-Error"));
        Assert.EndsWith(
            ""","event":{"do": "plain", "url": "x"}}""",
            await Gateway.TextOf(answer),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("error", """{"errorType":"Test.Failure","errorMessage":"It went wrong.","stackTrace":[]}""")]
    [InlineData("crash", "Runtime.ExitError")]
    public async Task A_failure_is_a_200_with_the_error_and_a_header(string command, string error)
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await InvokeAsync(gateway, $$"""{"do": "{{command}}"}""");
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("Unhandled", answer.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Contains(error, await Gateway.TextOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tail_of_the_log_comes_on_request()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await InvokeAsync(gateway, """{"do": "log:hello from inside"}""", ("X-Amz-Log-Type", "Tail"));
        var id = answer.Headers.GetValues("x-amzn-RequestId").Single();
        var log = Encoding.UTF8.GetString(
            Convert.FromBase64String(answer.Headers.GetValues("X-Amz-Log-Result").Single())
        );
        Assert.StartsWith($"START RequestId: {id} Version: $LATEST\n", log, StringComparison.Ordinal);
        Assert.Contains("\nhello from inside\nEND RequestId: ", log, StringComparison.Ordinal);
        Assert.Matches("REPORT RequestId: .*\tMemory Size: 2048 MB.*\tInit Duration: ", log);
    }

    [Fact]
    public async Task Other_invocation_types_do_not_wait()
    {
        await using var gateway = await Gateway.StartAsync();
        var type = "X-Amz-Invocation-Type";
        Assert.Equal(202, (int)(await InvokeAsync(gateway, "{}", (type, "Event"))).StatusCode);
        Assert.Equal(204, (int)(await InvokeAsync(gateway, "{}", (type, "DryRun"))).StatusCode);
        Assert.Equal(400, (int)(await InvokeAsync(gateway, "{}", (type, "Dream"))).StatusCode);
        while (gateway.Server.FunctionProcesses.Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("not json", "", 400, "InvalidRequestContentException")]
    [InlineData("{}", "bm90IGpzb24=", 400, "InvalidRequestContentException")]
    [InlineData("{}", "!", 400, "InvalidRequestContentException")]
    // {"a":"\ud800"} and {"\ud800":1}
    [InlineData("{}", "eyJhIjoiXHVkODAwIn0=", 400, "InvalidRequestContentException")]
    [InlineData("{}", "eyJcdWQ4MDAiOjF9", 400, "InvalidRequestContentException")]
    public async Task Bad_input_is_refused(string payload, string context, int status, string type)
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await InvokeAsync(gateway, payload, ("X-Amz-Client-Context", context));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(type, answer.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task An_unknown_function_a_large_payload_and_a_web_page_are_refused()
    {
        await using var gateway = await Gateway.StartAsync();
        var unknown = await InvokeAsync(gateway, "{}", name: "other");
        Assert.Equal(404, (int)unknown.StatusCode);
        Assert.Equal("ResourceNotFoundException", unknown.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Contains(
            "Function not found: arn:aws:lambda:us-east-1:000000000000:function:other",
            await Gateway.TextOf(unknown),
            StringComparison.Ordinal
        );
        var large = await InvokeAsync(gateway, $"\"{new string('x', 6_291_555)}\"");
        Assert.Equal(413, (int)large.StatusCode);
        var page = await InvokeAsync(gateway, "{}", ("Origin", "https://evil.example"));
        Assert.Equal(403, (int)page.StatusCode);
        Assert.Empty(gateway.Server.FunctionProcesses);
    }

    [Theory]
    [InlineData("/2015-03-31/functions")]
    [InlineData("/2015-03-31/functions/")]
    [InlineData("/2015-03-31/functions/invocations")]
    [InlineData("/2015-03-31/functions//invocations")]
    public async Task A_path_without_a_function_is_unknown(string path)
    {
        await using var gateway = await Gateway.StartAsync();
        Assert.Equal(404, (int)(await gateway.PostAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_client_context_reaches_the_function()
    {
        await using var gateway = await Gateway.StartAsync();
        var context = Convert.ToBase64String("""{"custom": {"ä": "1"}}"""u8);
        var answer = await InvokeAsync(gateway, """{"do": "headers"}""", ("X-Amz-Client-Context", context));
        var headers = JsonNode.Parse($"{JsonNode.Parse(await Gateway.TextOf(answer))!["body"]}")!;
        Assert.Equal("""{"custom":{"\u00E4":"1"}}""", $"{headers["Lambda-Runtime-Client-Context"]}");
    }

    [Fact]
    public async Task The_aws_command_line_works()
    {
        Require.Program("aws");
        await using var gateway = await Gateway.StartAsync();
        var folder = Directory.CreateTempSubdirectory("aws-");
        var output = System.IO.Path.Combine(folder.FullName, "answer.json");
        var payload = System.IO.Path.Combine(folder.FullName, "event.json");
        await File.WriteAllTextAsync(payload, """{"do": "plain"}""", TestContext.Current.CancellationToken);
        var result = await RunningProcess.RunAsync(
            "aws",
            [
                "lambda",
                "invoke",
                "--endpoint-url",
                gateway.Server.Address.ToString(),
                "--region",
                "us-east-1",
                "--function-name",
                "tests",
                "--payload",
                // Version 1 takes bytes as they are, version 2 with this prefix.
                $"fileb://{payload}",
                "--log-type",
                "Tail",
                output,
            ],
            environment:
            [
                new("AWS_ACCESS_KEY_ID", "local"),
                new("AWS_SECRET_ACCESS_KEY", "local"),
                new("AWS_EC2_METADATA_DISABLED", "true"),
            ]
        );
        Assert.Equal(200, JsonNode.Parse(result.OrFail().Output)!["StatusCode"]!.GetValue<int>());
        var answer = await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken);
        Assert.EndsWith(""","event":{"do": "plain"}}""", answer, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static Task<HttpResponseMessage> InvokeAsync(
        Gateway gateway,
        string payload,
        (string Name, string Value) header = default,
        string name = "tests"
    )
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            Path.Replace("/tests/", $"/{name}/", StringComparison.Ordinal)
        )
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(payload)),
        };
        if (header.Name is not null)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
