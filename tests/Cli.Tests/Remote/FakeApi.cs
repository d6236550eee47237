using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClothesClassification.Cli.Tests.Remote;

/// <summary>An API on a port of this machine that answers as a test says, and remembers what it was asked.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Call> calls = new();
    private int working;
    private int mostWorking;

    private FakeApi(WebApplication app) => this.app = app;

    /// <summary>Address of the stage.</summary>
    public string Address => app.Urls.Single() + "/test";

    /// <summary>What was asked, in the order in which it came.</summary>
    public IReadOnlyList<Call> Calls => [.. calls];

    /// <summary>Most requests that were at work at the same time.</summary>
    public int MaxConcurrency => mostWorking;

    public static Task<FakeApi> StartAsync(Func<HttpContext, Call, Task> answer) => StartAsync(answer, _ => { });

    /// <summary>Over https, with a certificate that nobody trusts.</summary>
    public static Task<FakeApi> StartWithOwnCertificateAsync() =>
        StartAsync((context, _) => Answer(context), listen => listen.UseHttps(OwnCertificate()));

    private static async Task<FakeApi> StartAsync(Func<HttpContext, Call, Task> answer, Action<ListenOptions> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.Configure<KestrelServerOptions>(o => o.Listen(IPAddress.Loopback, 0, configure));
        var app = builder.Build();
        var api = new FakeApi(app);
        app.Run(context => api.AnswerAsync(context, answer));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    /// <summary>Answers every photo the same.</summary>
    public static Task<FakeApi> StartAsync() => StartAsync((context, _) => Answer(context));

    /// <summary>An answer as the function gives it.</summary>
    public static Task Answer(HttpContext context, string label = "dress", bool cold = false, string more = "")
    {
        context.Response.Headers["Server-Timing"] = "decode;dur=0.9, resize;dur=0.2, model;dur=2.2, total;dur=3.5";
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            $$"""
            {"label":"{{label}}","score":0.9942,
             "predictions":[{"label":"{{label}}","score":0.9942,"logit":8.31},{"label":"skirt","score":0.0021,"logit":2.1},{"label":"outwear","score":0.0008,"logit":1.1}],
             "scores":{"{{label}}":0.9942,"skirt":0.0021,"outwear":0.0008},"photo":{"width":400,"height":534},
             "model":{"name":"clothes","version":"1.0.0"},"requestId":"r-1","coldStart":{{(
                cold ? "true" : "false"
            )}}{{more}}}
            """
        );
    }

    /// <summary>A problem as the function gives it.</summary>
    public static Task Problem(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(
            $$"""{"type":"urn:clothes-classification:problem:unsupported-format","title":"Unsupported format","status":{{status}},"detail":"{{detail}}","requestId":"r-1"}"""
        );
    }

    /// <summary>An error of API Gateway itself.</summary>
    public static Task Gateway(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"message":"{{message}}"}""");
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, Call, Task> answer)
    {
        InterlockedMax(ref mostWorking, Interlocked.Increment(ref working));
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var request = context.Request;
            var call = new Call(
                $"{request.Method} {request.Path}{request.QueryString}",
                request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body.ToArray()
            );
            calls.Enqueue(call);
            await answer(context, call);
        }
        finally
        {
            Interlocked.Decrement(ref working);
        }
    }

    private static X509Certificate2 OwnCertificate()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value)
            Interlocked.CompareExchange(ref target, value, seen);
    }
}

/// <summary>One request that the API got.</summary>
internal sealed record Call(string Request, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Key => Headers.GetValueOrDefault("x-api-key");
}
