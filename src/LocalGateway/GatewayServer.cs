using ClothesClassification.LocalGateway.Console;
using ClothesClassification.LocalGateway.Diagnostics;
using ClothesClassification.LocalGateway.Direct;
using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Page;
using ClothesClassification.LocalGateway.Pipeline;
using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClothesClassification.LocalGateway;

/// <summary>
/// API Gateway and Lambda on one machine: a REST API over HTTP, and behind it processes of a function that speaks the
/// Lambda Runtime API.
/// </summary>
public sealed class GatewayServer : IAsyncDisposable
{
    // For running requests to be answered when the gateway stops.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(35);
    private readonly GatewayOptions options;
    private readonly ILogger logger;
    private readonly FunctionPool functions;
    private readonly ApiPipeline pipeline;
    private readonly DirectInvocation direct;
    private readonly ConsoleEndpoints console;
    private readonly RecentRequests recent = new();
    private readonly WebApplication app;

    private GatewayServer(GatewayOptions options, ILogger logger, TimeProvider time)
    {
        this.options = options;
        this.logger = logger;
        var api = options.Api;
        functions = new FunctionPool(options.ToFunctionSettings(), time, logger);
        var bodies = new BodyReader();
        pipeline = new ApiPipeline(api, functions, bodies, time);
        direct = new DirectInvocation(api, functions, time, logger);
        console = new ConsoleEndpoints(api, options.SamplesFolder, bodies, recent, SendAsync);
        app = KestrelHost.Create(options.Address, options.Port, ShutdownTimeout);
        app.Use(RefuseOtherHosts);
        app.UsePageFiles();
        if (options.SamplesFolder is { } folder)
            app.UseSampleFiles(folder);
        app.Run(HandleAsync);
    }

    /// <summary>Where the page is; the API is at this address and the stage's name.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Base address of the API: what <c>/predict</c> is added to.</summary>
    public Uri StageAddress => new(Address, options.Api.Stage.Name);

    /// <summary>The function's processes that run.</summary>
    internal IReadOnlyList<int> FunctionProcesses => functions.ProcessIds;

    /// <summary>Starts a gateway.</summary>
    /// <exception cref="IOException">The address or port cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A process that was to be started in advance did not start.</exception>
    public static async Task<GatewayServer> StartAsync(
        GatewayOptions options,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(options.Command.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Concurrency, 1);
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("gateway");
        var server = new GatewayServer(options, logger, time ?? TimeProvider.System);
        try
        {
            await server.app.StartAsync(cancellationToken).ConfigureAwait(false);
            server.Address = Reachable(server.app.Urls.First());
            if (await server.functions.WarmAsync(options.Warm).ConfigureAwait(false) is { } fault)
                throw new InvalidOperationException(fault.Message);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes no further requests, answers those that run, and ends the function's processes.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync().ConfigureAwait(false);
        await functions.DisposeAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    // A client cannot connect to "all addresses".
    private static Uri Reachable(string address) =>
        new(
            address
                .Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal)
                .Replace("//[::]:", "//[::1]:", StringComparison.Ordinal)
        );

    private Task RefuseOtherHosts(HttpContext context, RequestDelegate next)
    {
        if (HostGuard.IsOwnHost(context.Request, options.Address))
            return next(context);
        GatewayLog.HostRefused(logger, context.Request.Host.Host);
        return WriteAsync(
            context,
            JsonResponse.Message(StatusCodes.Status403Forbidden, "The Host header names another machine.")
        );
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments(ConsoleEndpoints.Prefix))
            await WriteAsync(context, await console.HandleAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
        else if (path.StartsWithSegments(DirectInvocation.Prefix))
            await WriteAsync(context, await direct.HandleAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
        // Browsers ask for the icon by themselves; neither path belongs to the API.
        else if (path.StartsWithSegments(SampleFiles.Prefix) || path == "/favicon.ico")
            await WriteAsync(context, JsonResponse.Message(StatusCodes.Status404NotFound, "There is no such file."))
                .ConfigureAwait(false);
        else
            await RespondAsync(context).ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpContext context, IResult result)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return result.ExecuteAsync(context);
    }

    private async Task RespondAsync(HttpContext context)
    {
        HttpExchange exchange;
        try
        {
            exchange = await SendAsync(KestrelAdapter.Read(context), context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or EndOfStreamException)
        {
            // The caller disconnected in the middle of its body.
            return;
        }

        await KestrelAdapter.WriteAsync(context, exchange.Response).ConfigureAwait(false);
    }

    private async Task<HttpExchange> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var exchange = await pipeline.HandleAsync(request, cancellationToken).ConfigureAwait(false);
        recent.Add(exchange);
        var (response, result) = (exchange.Response, exchange.Result);
        if (response.Error is { } error)
            GatewayLog.Refused(logger, request.Method, request.Path, response.Status, error.Reason);
        else
            GatewayLog.Answered(
                logger,
                request.Method,
                request.Path,
                response.Status,
                exchange.Duration.TotalMilliseconds,
                result?.Duration.TotalMilliseconds ?? 0,
                result?.InitDuration.TotalMilliseconds ?? 0
            );
        return exchange;
    }
}
