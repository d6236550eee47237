using System.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Batches;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;
using ClothesClassification.LambdaHost.Settings;
using ClothesClassification.LambdaHost.Tests.Fetching;

namespace ClothesClassification.LambdaHost.Tests.Support;

/// <summary>
/// The whole host inside the test's process, all but the runtime loop: real settings, real model, and a fetcher whose
/// every connection is written down and led to a local server.
/// </summary>
internal sealed class Host : IAsyncDisposable
{
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(5);
    private readonly MemoryStream log = new();
    private readonly HostServices services;
    private int invocations;

    public Host(Dictionary<string, string>? settings = null, TestNetwork? network = null, ObjectStore? store = null)
    {
        Network = network ?? new TestNetwork(exchange => exchange.Ok(Photos.Tiny));
        // Nothing waits for these unless a test is about them: the machine may be busy.
        var variables = new Dictionary<string, string>
        {
            ["CLOTHES_MODEL"] = SharedData.ModelFolder,
            ["CLOTHES_FETCH_CONNECT_TIMEOUT_MS"] = "60000",
            ["CLOTHES_FETCH_TIMEOUT_MS"] = "60000",
        };
        foreach (var (name, value) in settings ?? [])
            variables[name] = value;
        var read = SettingsReader.Read(variables.GetValueOrDefault);
        services = new HostServices(
            read,
            new JsonLog(log, read.LogLevel, TimeProvider.System),
            Network.Fetcher(read.Fetch),
            store
        );
    }

    public TestNetwork Network { get; }

    /// <summary>What was logged so far, a JSON object a line.</summary>
    public IReadOnlyList<JsonElement> Log =>
        [
            .. LogText
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    public string LogText => Encoding.UTF8.GetString(log.ToArray());

    public async Task<FunctionOutcome> Invoke(byte[] payload, TimeSpan? time = null) =>
        await services.Function.InvokeAsync(
            payload.ToArray(),
            new InvocationContext(
                $"invocation-{Interlocked.Increment(ref invocations)}",
                TimeProvider.System.GetUtcNow() + (time ?? Generous)
            )
        );

    /// <summary>The response to an event with an envelope.</summary>
    public async Task<Answer> Send(byte[] payload, TimeSpan? time = null)
    {
        var outcome = await Invoke(payload, time);
        Assert.True(outcome.Error is null, outcome.Error?.ErrorMessage);
        return Answer.Read(outcome.Payload.Span);
    }

    /// <summary>The response to a request that came through a REST API.</summary>
    public Task<Answer> Send(Request request, TimeSpan? time = null) => Send(ApiEvents.Rest(request), time);

    public async ValueTask DisposeAsync()
    {
        services.Dispose();
        await Network.DisposeAsync();
        await log.DisposeAsync();
    }
}
