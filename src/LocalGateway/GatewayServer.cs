using ClothesClassification.LocalGateway.Console;
using ClothesClassification.LocalGateway.Direct;
using ClothesClassification.LocalGateway.Page;
using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClothesClassification.LocalGateway;

/// <summary>
/// API Gateway and Lambda on one machine: a REST API over HTTP, and behind it processes of a function that speaks the
/// Lambda Runtime API.
/// </summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private readonly GatewayOptions options;
    private readonly ILogger logger;
    private readonly FunctionPool functions;
    private readonly ApiPipeline pipeline;
    private readonly DirectInvocation direct;
    private readonly ConsoleEndpoints console;
    private readonly RecentRequests recent = new();
    private readonly PageFiles page = new();
    private readonly SampleFiles samples;
    private readonly HostGuard guard;
    private readonly WebApplication app;

    private GatewayServer(GatewayOptions options, ILogger logger, TimeProvider time)
    {
        this.options = options;
        this.logger = logger;
        var (api, function) = (options.Api, options.Api.Function);
        functions = new FunctionPool(
            new FunctionSettings
            {
                Function = function,
                Command = options.Command,
                TaskRoot = options.TaskRoot,
                Region = api.Region,
                AccountId = api.AccountId,
                Environment = options.FunctionEnvironment,
                Concurrency = options.Concurrency,
                InitTimeout = options.InitTimeout,
                Timeout = options.FunctionTimeout ?? TimeSpan.FromSeconds(function.TimeoutSeconds),
            },
            time,
            logger
        );
        pipeline = new ApiPipeline(api, functions, time);
        direct = new DirectInvocation(api, functions, time, logger);
        samples = new SampleFiles(options.SamplesFolder);
        console = new ConsoleEndpoints(api, samples, recent, SendAsync);
        guard = new HostGuard(options.Address);
        app = LoopbackHost.Create(options.Address, options.Port, options.ShutdownTimeout);
        app.Run(HandleAsync);
    }

    /// <summary>Where the page is; the API is at this address and the stage's name.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Base address of the API: what <c>/predict</c> is added to.</summary>
    public Uri StageAddress => new(Address, options.Api.Stage.Name);

    /// <summary>The function's processes that run.</summary>
    public IReadOnlyList<int> FunctionProcesses => functions.ProcessIds;

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
            var features = server.app.Services.GetRequiredService<IServer>().Features;
            server.Address = Reachable(features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
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

    // "All addresses" is none that a client could use.
    private static Uri Reachable(string address) =>
        new(
            address
                .Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal)
                .Replace("//[::]:", "//[::1]:", StringComparison.Ordinal)
        );

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (!guard.IsOwnHost(context.Request))
        {
            Log.HostRefused(logger, context.Request.Host.Host);
            await Plain
                .MessageAsync(context, StatusCodes.Status403Forbidden, "The Host header names another machine.")
                .ConfigureAwait(false);
        }
        else if (path.StartsWith(ConsoleEndpoints.Prefix, StringComparison.Ordinal))
            await console.HandleAsync(context).ConfigureAwait(false);
        else if (path.StartsWith(SampleFiles.Prefix, StringComparison.Ordinal))
            await samples.ServeAsync(context).ConfigureAwait(false);
        else if (path.StartsWith(DirectInvocation.Prefix, StringComparison.Ordinal))
            await direct.HandleAsync(context).ConfigureAwait(false);
        else if (!await page.TryServeAsync(context).ConfigureAwait(false))
            await AnswerAsync(context).ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Exchange exchange;
        try
        {
            exchange = await SendAsync(HttpFront.Read(context), context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or EndOfStreamException)
        {
            // The caller went away in the middle of its body.
            return;
        }

        await HttpFront.WriteAsync(context, exchange.Answer!).ConfigureAwait(false);
    }

    private async Task<Exchange> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var exchange = await pipeline.HandleAsync(request, cancellationToken).ConfigureAwait(false);
        recent.Add(exchange);
        var answer = exchange.Answer!;
        if (answer.Error is { } error)
            Log.Refused(logger, request.Method, request.Path, answer.Status, error.Reason);
        else
            Log.Answered(
                logger,
                request.Method,
                request.Path,
                answer.Status,
                exchange.Duration.TotalMilliseconds,
                exchange.Result?.Duration.TotalMilliseconds ?? 0,
                exchange.Result?.InitDuration.TotalMilliseconds ?? 0
            );
        return exchange;
    }
}
