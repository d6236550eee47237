using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClothesClassification.LocalGateway.Tests.Console;

/// <summary>What the page asks for, and who may not ask.</summary>
public sealed class ConsoleEndpointsTests
{
    [Fact]
    public async Task The_configuration_tells_the_page_where_to_send_photos()
    {
        var samples = Directory.CreateTempSubdirectory("samples-");
        File.WriteAllBytes(Path.Combine(samples.FullName, "a dress.jpg"), [0xFF, 0xD8]);
        File.WriteAllText(Path.Combine(samples.FullName, "notes.txt"), "not a photo");
        await using var gateway = await Gateway.StartAsync(
            ClothesClassification.LocalGateway.Description.ApiDescription.Default,
            o => o with { SamplesFolder = samples.FullName }
        );
        var config = await GetAsync(gateway, "/_local/config");
        Assert.Equal($"{gateway.Server.Address}test/predict", $"{config["predictUrl"]}");
        Assert.Equal("test", $"{config["stage"]}");
        Assert.Equal("clothes-classification", $"{config["functionName"]}");
        Assert.True(config["apiKeyRequired"]!.GetValue<bool>());
        Assert.InRange(config["maxPayloadBytes"]!.GetValue<int>(), 4_700_000, 4_718_667);
        Assert.Equal("/samples/a%20dress.jpg", $"{config["samples"]!.AsArray().Single()}");
        var photo = await gateway.Client.GetAsync("/samples/a%20dress.jpg", TestContext.Current.CancellationToken);
        Assert.Equal("image/jpeg", $"{photo.Content.Headers.ContentType}");
        foreach (
            var path in new[] { "/samples/notes.txt", "/samples/..%2Fsecret.jpg", "/samples/none.jpg", "/samples/" }
        )
        {
            var absent = await gateway.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        }

        samples.Delete(recursive: true);
    }

    [Fact]
    public async Task A_test_shows_request_response_latency_and_log_cold_and_warm()
    {
        await using var gateway = await Gateway.StartAsync();
        var test = new
        {
            method = "POST",
            path = "/keyed?top=3",
            headers = new Dictionary<string, string>
            {
                ["x-api-key"] = Gateway.Key,
                ["x-do"] = "log:a line of mine",
                ["content-type"] = "image/png",
            },
            body = "AAEC",
            isBase64Encoded = true,
        };
        var cold = await TestAsync(gateway, test);
        Assert.Equal("AAEC", $"{cold["request"]!["body"]}");
        Assert.Equal("3", $"{cold["request"]!["queryStringParameters"]!["top"]}");
        Assert.Equal(200, cold["response"]!["statusCode"]!.GetValue<int>());
        Assert.Equal("application/json", $"{cold["response"]!["headers"]!["content-type"]![0]}");
        Assert.Equal(cold["request"]!.ToJsonString(), JsonNode.Parse($"{cold["response"]!["body"]}")!.ToJsonString());
        Assert.True(cold["coldStart"]!.GetValue<bool>());
        Assert.Contains("a line of mine", cold["log"]!.AsArray().Select(l => $"{l}"));
        var latency = cold["latencyMs"]!;
        Assert.True(latency["init"]!.GetValue<double>() > 0);
        Assert.True(latency["function"]!.GetValue<double>() > 0);
        Assert.True(
            latency["total"]!.GetValue<double>()
                >= latency["init"]!.GetValue<double>() + latency["function"]!.GetValue<double>()
        );
        var warm = await TestAsync(gateway, test);
        Assert.False(warm["coldStart"]!.GetValue<bool>());
        Assert.Equal(0, warm["latencyMs"]!["init"]!.GetValue<double>());
        Assert.Single(warm["log"]!.AsArray(), l => $"{l}" == "a line of mine");
    }

    [Fact]
    public async Task A_test_says_which_field_of_an_answer_is_malformed_and_needs_the_key_like_any_caller()
    {
        await using var gateway = await Gateway.StartAsync();
        var malformed = await TestAsync(
            gateway,
            new
            {
                method = "POST",
                path = "/open",
                headers = new Dictionary<string, string> { ["x-do"] = "answer" },
                body = """{"statusCode": 200, "body": {"dress": 1}}""",
            }
        );
        Assert.Equal(502, malformed["response"]!["statusCode"]!.GetValue<int>());
        Assert.StartsWith(
            "Malformed Lambda proxy response: body: an object",
            $"{malformed["reason"]}",
            StringComparison.Ordinal
        );
        var keyless = await TestAsync(gateway, new { method = "POST", path = "/keyed" });
        Assert.Equal(403, keyless["response"]!["statusCode"]!.GetValue<int>());
        Assert.Null(keyless["request"]);
        var recent = (await GetAsync(gateway, "/_local/recent"))["requests"]!.AsArray();
        Assert.Equal([403, 502], recent.Select(r => r!["status"]!.GetValue<int>()));
        Assert.DoesNotContain(Gateway.Key, recent.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""{"method": "POST", "path": null}""")]
    [InlineData("""{"method": null, "path": "/open"}""")]
    [InlineData("""{"method": "POST", "path": "open"}""")]
    [InlineData("""{"method": "POST", "path": "/open?\ud800"}""")]
    [InlineData("""{"method": "po st", "path": "/open"}""")]
    [InlineData("""{"method": "POST", "path": "/open", "body": "!", "isBase64Encoded": true}""")]
    [InlineData("""{"method": "POST", "path": "/open", "headers": {"a b": "c"}}""")]
    [InlineData("""{"method": "POST", "path": "/open", "headers": {"a": "b\r\nc: d"}}""")]
    public async Task A_test_that_is_none_is_refused(string json)
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.PostAsync(
            "/_local/test",
            body: System.Text.Encoding.UTF8.GetBytes(json),
            type: "application/json"
        );
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.NotEmpty(JsonNode.Parse(await Gateway.TextOf(answer))!["message"]!.ToString());
    }

    [Theory]
    [InlineData("evil.example", "/_local/config")]
    [InlineData("evil.example:80", "/test/open")]
    [InlineData("localhost.evil.example", "/")]
    [InlineData("192.168.1.7", "/test/open")]
    public async Task A_host_name_that_is_not_this_machines_is_refused(string host, string path)
    {
        await using var gateway = await Gateway.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Empty(gateway.Server.FunctionProcesses);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("api.localhost:8080")]
    [InlineData("[::1]:8080")]
    public async Task Names_of_this_machine_pass(string host)
    {
        await using var gateway = await Gateway.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/test/open");
        request.Headers.Host = host;
        var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Pages_of_other_origins_cannot_use_the_local_endpoints(string name, string value)
    {
        await using var gateway = await Gateway.StartAsync();
        foreach (var path in new[] { "/_local/config", "/_local/recent" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add(name, value);
            var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(403, (int)answer.StatusCode);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task A_test_has_to_be_json_so_that_no_form_can_send_one()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.PostAsync("/_local/test", body: """{"method":"POST","path":"/open"}"""u8.ToArray());
        Assert.Equal(415, (int)answer.StatusCode);
    }

    /// <summary>What a caller announces is allocated at once, so all bodies together have a limit.</summary>
    [Theory]
    [InlineData("/_local/test", 15_000_000)]
    [InlineData("/test/open", 10_000_000)]
    public async Task Bodies_that_are_announced_and_do_not_come_have_a_limit_together(string path, int length)
    {
        await using var gateway = await Gateway.StartAsync();
        var connections = new List<TcpClient>();
        var head =
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n";
        for (var i = 0; i < 60; i++)
        {
            var connection = new TcpClient();
            connections.Add(connection);
            await connection.ConnectAsync(
                "127.0.0.1",
                gateway.Server.Address.Port,
                TestContext.Current.CancellationToken
            );
            await connection
                .GetStream()
                .WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        }

        var first = await Task.WhenAny(
            connections.Select(async connection =>
            {
                using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII, leaveOpen: true);
                return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            })
        );
        Assert.Equal("HTTP/1.1 429 Too Many Requests", await first);
        connections.ForEach(connection => connection.Dispose());
    }

    private static async Task<JsonNode> GetAsync(Gateway gateway, string path) =>
        JsonNode.Parse(await gateway.Client.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    private static async Task<JsonNode> TestAsync(Gateway gateway, object test)
    {
        var answer = await gateway.Client.PostAsJsonAsync(
            "/_local/test",
            test,
            JsonSerializerOptions.Web,
            TestContext.Current.CancellationToken
        );
        var text = await Gateway.TextOf(answer);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
