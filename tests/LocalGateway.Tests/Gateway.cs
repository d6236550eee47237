using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClothesClassification.LocalGateway.Description;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ClothesClassification.LocalGateway.Tests;

/// <summary>A gateway on a free port with the test function behind it, and a client.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    public const string Key = "key-of-the-tests-0123456789";

    private readonly GatewayServer server;
    private readonly FakeLogCollector log;

    private Gateway(GatewayServer server, FakeLogCollector log)
    {
        this.server = server;
        this.log = log;
        Client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };
    }

    public GatewayServer Server => server;

    public HttpClient Client { get; }

    /// <summary>What the gateway has logged.</summary>
    public IEnumerable<string> Log => log.GetSnapshot().Select(record => record.Message);

    /// <summary>The test function as it was built with these tests.</summary>
    public static IReadOnlyList<string> TestFunction { get; } = ["dotnet", BuildOutput.Program("TestFunction")];

    /// <summary>All routes of <see cref="Api"/> go to the test function.</summary>
    public static ApiDescription Api { get; } =
        ApiDescription.Parse(
            $$"""
            {
              "name": "tests",
              "stage": { "name": "test" },
              "binaryMediaTypes": ["image/*", "application/octet-stream"],
              "function": { "name": "tests", "timeoutSeconds": 20 },
              "apiKeys": [{ "name": "tests", "id": "testkey000", "value": "{{Key}}" }],
              "routes": [
                { "path": "/open", "method": "ANY", "integration": { "type": "AWS_PROXY" } },
                { "path": "/keyed", "method": "POST", "apiKeyRequired": true, "integration": { "type": "AWS_PROXY" } },
                { "path": "/quick", "method": "POST", "integration": { "type": "AWS_PROXY", "timeoutMs": 300 } },
                { "path": "/photos/{id}", "method": "GET", "integration": { "type": "AWS_PROXY" } },
                { "path": "/files/{proxy+}", "method": "GET", "integration": { "type": "AWS_PROXY" } }
              ]
            }
            """
        );

    public static async Task<Gateway> StartAsync(
        ApiDescription? api = null,
        Func<GatewayOptions, GatewayOptions>? change = null,
        TimeProvider? time = null
    )
    {
        var log = new FakeLoggerProvider();
        var options = new GatewayOptions
        {
            Api = api ?? Api,
            Command = TestFunction,
            Port = 0,
            Concurrency = 1,
        };
        var server = await GatewayServer.StartAsync(
            change?.Invoke(options) ?? options,
            new LoggerFactory([log]),
            time,
            TestContext.Current.CancellationToken
        );
        return new Gateway(server, log.Collector);
    }

    /// <summary>Posts a body and tells the test function what to do with it.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string path,
        string? command = null,
        byte[]? body = null,
        string type = "text/plain",
        string? accept = null,
        string? key = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body ?? []) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (command is not null)
            request.Headers.Add("x-do", command);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (key is not null)
            request.Headers.Add("x-api-key", key);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Makes the test function answer with exactly this text.</summary>
    public Task<HttpResponseMessage> AnswerWithAsync(string json, string path = "/test/open") =>
        PostAsync(path, "answer", Encoding.UTF8.GetBytes(json));

    /// <summary>Sends a request and gives the event that the function got.</summary>
    public async Task<JsonObject> EventOfAsync(HttpRequestMessage request)
    {
        var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await TextOf(answer))!.AsObject();
    }

    public static Task<string> TextOf(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    /// <summary>Process of the test function that responded.</summary>
    public static string Pid(HttpResponseMessage answer) => answer.Headers.GetValues("x-function-pid").Single();

    public static async Task AssertError(HttpResponseMessage answer, int status, string type, string body)
    {
        Assert.Equal(body, await Gateway.TextOf(answer));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/json"), answer.Content.Headers.ContentType);
        Assert.Equal(type, answer.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.True(Guid.TryParse(answer.Headers.GetValues("x-amzn-RequestId").Single(), out _));
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", answer.Headers.GetValues("x-amz-apigw-id").Single());
        Assert.Equal(
            ["Date", "x-amz-apigw-id", "x-amzn-ErrorType", "x-amzn-RequestId"],
            answer.Headers.Select(h => h.Key).Where(h => h != "Retry-After").Order(StringComparer.Ordinal)
        );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }
}
