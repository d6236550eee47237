using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClothesClassification.LocalGateway.Http;

/// <summary>Kestrel alone: no configuration files, environment variables or signal handlers.</summary>
internal static class KestrelHost
{
    // API Gateway's limit of all headers together.
    private const int MaxHeaderBytes = 10_240;

    // A connection beyond these is closed without an answer. Far fewer requests are worked on or wait; the others get a 429.
    private const int MaxConnections = 10_000;
    private const int MaxNotAccepted = 4096;

    /// <param name="address">Address to listen on.</param>
    /// <param name="port">Port; 0: a free one.</param>
    /// <param name="shutdownTimeout">For running requests to be answered at the end; null: a second.</param>
    /// <param name="change">Changes limits that are otherwise API Gateway's.</param>
    public static WebApplication Create(
        IPAddress address,
        int port,
        TimeSpan? shutdownTimeout = null,
        Action<KestrelServerLimits>? change = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(sockets => sockets.Backlog = MaxNotAccepted);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            // Each reader of a body has its own limit.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            change?.Invoke(kestrel.Limits);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = shutdownTimeout ?? TimeSpan.FromSeconds(1));
        return builder.Build();
    }

    // The program that runs the gateway handles signals.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
