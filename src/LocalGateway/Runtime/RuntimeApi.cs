using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Channels;
using ClothesClassification.LocalGateway.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>
/// The Lambda Runtime API for one process, on a loopback port of its own:
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"/>. Another process has another port, so that
/// what is left of a killed one can never answer for its successor.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime/";
    private readonly Channel<Invocation> offered = Channel.CreateBounded<Invocation>(1);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>> initError = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly FunctionSettings settings;
    private readonly TimeProvider time;
    private readonly WebApplication app;
    private Invocation? current;

    private RuntimeApi(FunctionSettings settings, TimeProvider time)
    {
        this.settings = settings;
        this.time = time;
        app = LoopbackHost.Create(IPAddress.Loopback, 0);
        app.Run(HandleAsync);
    }

    /// <summary>What <c>AWS_LAMBDA_RUNTIME_API</c> says.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Done when the process asks for its first event.</summary>
    public Task Ready => ready.Task;

    /// <summary>Done when the process reports that it cannot start; the error as JSON.</summary>
    public Task<ReadOnlyMemory<byte>> InitError => initError.Task;

    public static async Task<RuntimeApi> StartAsync(FunctionSettings settings, TimeProvider time)
    {
        var api = new RuntimeApi(settings, time);
        await api.app.StartAsync().ConfigureAwait(false);
        var addresses = api
            .app.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>();
        api.Address = new Uri(addresses.Addresses.First()).Authority;
        return api;
    }

    /// <summary>Gives the process an event; it takes it when it asks for its next one.</summary>
    public void Offer(Invocation invocation) => offered.Writer.TryWrite(invocation);

    public async ValueTask DisposeAsync()
    {
        // The process is gone: nobody waits for the end of a request.
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await app.StopAsync(now.Token).ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    private Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!;
        // A page in a browser can send a GET anywhere, and would take an event away.
        if (request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.Origin.Count > 0)
            return ErrorAsync(context, 403, "Forbidden", "Not for browsers");
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            return ErrorAsync(context, 404, "NotFound", "Not found");
        var steps = path[Prefix.Length..].Split('/');
        return (request.Method, steps) switch
        {
            ("GET", ["invocation", "next"]) => NextAsync(context),
            ("POST", ["invocation", var id, "response"]) => ResponseAsync(context, id),
            ("POST", ["invocation", var id, "error"]) => ReportAsync(context, id),
            ("POST", ["init", "error"]) => InitErrorAsync(context),
            // A function with SnapStart hooks waits here for its snapshot to be restored: at once.
            ("GET", ["restore", "next"]) => Task.CompletedTask,
            ("POST", ["restore", "error"]) => InitErrorAsync(context),
            _ => ErrorAsync(context, 404, "NotFound", "Not found"),
        };
    }

    private async Task NextAsync(HttpContext context)
    {
        ready.TrySetResult();
        Invocation invocation;
        try
        {
            invocation = await offered.Reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Volatile.Write(ref current, invocation);
        invocation.DeliveredAt = Stopwatch.GetTimestamp();
        var request = invocation.Request;
        var deadline = time.GetUtcNow().Add(settings.Timeout).ToUnixTimeMilliseconds();
        var response = context.Response;
        // Some runtime clients look these names up by their exact case.
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = request.RequestId;
        response.Headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = settings.Arn;
        response.Headers["Lambda-Runtime-Trace-Id"] = request.TraceId;
        if (request.ClientContext is { } clientContext)
            response.Headers["Lambda-Runtime-Client-Context"] = clientContext;
        response.ContentType = MediaTypes.Default;
        response.ContentLength = request.Payload.Length;
        await response.Body.WriteAsync(request.Payload, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task ResponseAsync(HttpContext context, string id)
    {
        if (await FindAsync(context, id).ConfigureAwait(false) is not { } invocation)
            return;
        var body = await BodyReader
            .ReadAsync(context.Request, PayloadLimits.Invocation, context.RequestAborted)
            .ConfigureAwait(false);
        if (body is null)
        {
            invocation.TryComplete(FunctionErrors.AnswerTooLarge());
            await ErrorAsync(
                    context,
                    413,
                    "RequestEntityTooLarge",
                    $"Exceeded maximum allowed payload size ({PayloadLimits.Invocation} bytes)."
                )
                .ConfigureAwait(false);
            return;
        }

        invocation.TryComplete(new InvocationOutcome(body));
        await AcceptedAsync(context).ConfigureAwait(false);
    }

    private async Task ReportAsync(HttpContext context, string id)
    {
        if (await FindAsync(context, id).ConfigureAwait(false) is not { } invocation)
            return;
        var body = await BodyReader
            .ReadAsync(context.Request, PayloadLimits.Invocation, context.RequestAborted)
            .ConfigureAwait(false);
        invocation.TryComplete(FunctionErrors.Reported(FaultKind.FunctionError, body));
        await AcceptedAsync(context).ConfigureAwait(false);
    }

    private async Task InitErrorAsync(HttpContext context)
    {
        var body = await BodyReader
            .ReadAsync(context.Request, PayloadLimits.Invocation, context.RequestAborted)
            .ConfigureAwait(false);
        initError.TrySetResult(body);
        await AcceptedAsync(context).ConfigureAwait(false);
    }

    private async Task<Invocation?> FindAsync(HttpContext context, string id)
    {
        var invocation = Volatile.Read(ref current);
        if (invocation?.Request.RequestId == id)
            return invocation;
        await ErrorAsync(context, 400, "InvalidRequestID", "Invalid request ID").ConfigureAwait(false);
        return null;
    }

    private static Task AcceptedAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return WriteAsync(context, "{\"status\":\"OK\"}\n");
    }

    private static Task ErrorAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, $"{{\"errorMessage\":\"{message}\",\"errorType\":\"{type}\"}}\n");
    }

    private static async Task WriteAsync(HttpContext context, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.ContentType = MediaTypes.Default;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
