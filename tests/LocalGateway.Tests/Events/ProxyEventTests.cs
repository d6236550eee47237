using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Tests.Events;

/// <summary>The event that a function gets of a request.</summary>
public sealed class ProxyEventTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Every field of the input format that the documentation of Lambda proxy integrations lists. To accept a change,
    /// copy the test's output into the file.
    /// </summary>
    [Fact]
    public async Task Has_every_documented_field()
    {
        var api = Gateway.Api with
        {
            Stage = new StageDescription
            {
                Name = "test",
                DeploymentId = "d7",
                Variables = new Dictionary<string, string> { ["shop"] = "berlin" },
            },
            Routes =
            [
                new RouteDescription
                {
                    Path = "/photos/{id}",
                    Method = "POST",
                    OperationName = "Predict",
                    ApiKeyRequired = true,
                    Integration = new IntegrationDescription { Type = IntegrationDescription.Proxy },
                },
            ],
        };
        await using var gateway = await Gateway.StartAsync(api);
        var request = new HttpRequestMessage(HttpMethod.Post, "/test/photos/a%20b?top=3&tag=x&tag=y+z&empty=&flag")
        {
            Content = new StringContent(
                """{"url": "http://photos.example/ä.jpg"}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Add("x-api-key", Gateway.Key);
        request.Headers.Add("User-Agent", "tests/1.0");
        var actual = Normalise(await gateway.EventOfAsync(request)).ToJsonString(Indented).ReplaceLineEndings("\n");
        var approved = Path.Combine(
            SharedData.RepositoryRoot,
            "tests/LocalGateway.Tests/Events/proxy-event.approved.json"
        );
        TestContext.Current.TestOutputHelper!.WriteLine(actual);
        Assert.Equal((await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken)).TrimEnd(), actual);
    }

    [Fact]
    public async Task Has_null_for_what_is_empty()
    {
        await using var gateway = await Gateway.StartAsync();
        var received = await gateway.EventOfAsync(new HttpRequestMessage(HttpMethod.Get, "/test/open"));
        foreach (
            var field in new[]
            {
                "queryStringParameters",
                "multiValueQueryStringParameters",
                "pathParameters",
                "stageVariables",
                "body",
            }
        )
        {
            Assert.True(received.ContainsKey(field), field);
            Assert.Null(received[field]);
        }

        Assert.False(received["isBase64Encoded"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("/test/files/a/b%2Fc/d.txt", "proxy", "a/b/c/d.txt")]
    [InlineData("/test/photos/%E2%82%AC", "id", "€")]
    [InlineData("/test/photos/7/", "id", "7")]
    public async Task Has_decoded_path_parameters_and_the_path_as_sent(string path, string name, string value)
    {
        await using var gateway = await Gateway.StartAsync();
        var received = await gateway.EventOfAsync(new HttpRequestMessage(HttpMethod.Get, path));
        Assert.Equal(value, received["pathParameters"]![name]!.ToString());
        Assert.Equal(path["/test".Length..], received["path"]!.ToString());
        Assert.Equal(path, received["requestContext"]!["path"]!.ToString());
    }

    [Theory]
    [InlineData("image/jpeg", true)]
    [InlineData("IMAGE/PNG", true)]
    [InlineData("application/octet-stream; v=1", true)]
    [InlineData("application/json", false)]
    [InlineData("text/plain", false)]
    public async Task Has_binary_bodies_as_base64_and_never_a_content_length(string type, bool isBinary)
    {
        var bytes = isBinary ? new byte[] { 0, 255, 254, 10, 13, 0xD8 } : "grüße \"\\\n\u0001"u8.ToArray();
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.PostAsync("/test/open", "echo", bytes, type);
        var received = JsonNode.Parse(await Gateway.TextOf(answer))!;
        Assert.Equal(isBinary, received["isBase64Encoded"]!.GetValue<bool>());
        var body = received["body"]!.ToString();
        Assert.Equal(bytes, isBinary ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body));
        Assert.DoesNotContain(
            received["headers"]!.AsObject(),
            h => h.Key.Equals("content-length", StringComparison.OrdinalIgnoreCase)
        );
    }

    /// <summary>As in API Gateway: with */* even JSON is base64, and without a media type bytes are lost.</summary>
    [Fact]
    public async Task Depends_on_the_binary_media_types_alone()
    {
        await using var all = await Gateway.StartAsync(Gateway.Api with { BinaryMediaTypes = ["*/*"] });
        var json = JsonNode.Parse(await Gateway.TextOf(await all.PostAsync("/test/open", "echo", "{}"u8.ToArray())))!;
        Assert.Equal("e30=", json["body"]!.ToString());
        await using var none = await Gateway.StartAsync(Gateway.Api with { BinaryMediaTypes = [] });
        var broken = JsonNode.Parse(
            await Gateway.TextOf(await none.PostAsync("/test/open", "echo", [0xFF, 0xD8], "image/jpeg"))
        )!;
        Assert.Equal("\uFFFD\uFFFD", broken["body"]!.ToString());
    }

    [Fact]
    public async Task Does_not_believe_where_the_caller_says_that_it_comes_from()
    {
        await using var gateway = await Gateway.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, "/test/open");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "gopher");
        var received = await gateway.EventOfAsync(request);
        Assert.Equal("203.0.113.7, 127.0.0.1", received["headers"]!["X-Forwarded-For"]!.ToString());
        Assert.Equal("http", received["headers"]!["X-Forwarded-Proto"]!.ToString());
        Assert.Equal("127.0.0.1", received["requestContext"]!["identity"]!["sourceIp"]!.ToString());
    }

    [Fact]
    public async Task Has_the_last_of_a_repeated_header_and_the_list_of_all()
    {
        await using var gateway = await Gateway.StartAsync();
        using var socket = new TcpClient();
        var address = gateway.Server.Address;
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /test/open HTTP/1.1\r\nHost: {address.Authority}\r\nX-Tag: one\r\nx-tag: two\r\nConnection: close\r\n\r\n"
            ),
            TestContext.Current.CancellationToken
        );
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var received = JsonNode.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal("two", $"{received["headers"]!["X-Tag"]}");
        Assert.Equal("""["one","two"]""", received["multiValueHeaders"]!["X-Tag"]!.ToJsonString());
        Assert.Null(received["headers"]!["Connection"]);
    }

    /// <summary>What differs from run to run becomes a name.</summary>
    private static JsonObject Normalise(JsonObject received)
    {
        foreach (var name in new[] { "Host", "X-Amzn-Trace-Id", "X-Forwarded-Port" })
        {
            Assert.Equal(received["headers"]![name]!.ToString(), received["multiValueHeaders"]![name]![0]!.ToString());
            received["headers"]![name] = $"<{name}>";
            received["multiValueHeaders"]![name] = new JsonArray($"<{name}>");
        }

        var context = received["requestContext"]!.AsObject();
        Assert.True(Guid.TryParse(context["requestId"]!.ToString(), out _));
        Assert.Matches(@"^\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000$", context["requestTime"]!.ToString());
        Assert.InRange(context["requestTimeEpoch"]!.GetValue<long>(), 1_700_000_000_000, 9_000_000_000_000);
        foreach (
            var name in new[] { "requestId", "extendedRequestId", "requestTime", "requestTimeEpoch", "domainName" }
        )
            context[name] = $"<{name}>";
        return received;
    }
}
