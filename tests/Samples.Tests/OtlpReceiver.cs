using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClothesClassification.Samples.Tests;

/// <summary>Where OpenTelemetry's exporter sends to: keeps what it gets, protobuf in which names stand as plain text.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, string Content)> received = [];

    private OtlpReceiver(WebApplication app) => this.app = app;

    public string Address =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost(
            "/v1/{kind}",
            async (HttpContext context, string kind) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                receiver.received.Enqueue((kind, Encoding.Latin1.GetString(body.ToArray())));
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Whether all of the words have come, together in one message.</summary>
    public bool Has(string kind, params string[] words) =>
        received.Any(r => r.Path == kind && words.All(w => r.Content.Contains(w, StringComparison.Ordinal)));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
