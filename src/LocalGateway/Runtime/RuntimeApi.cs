using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using ClothesClassification.LocalGateway.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>
/// The Lambda Runtime API for one process, on a loopback port of its own:
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"/>. Another process has another port, so that
/// what is left of a killed one can never answer for its successor.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime/";

    // Nothing comes while the function works, which may take 15 minutes. Kestrel takes an infinite time for one that is over.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromDays(1);

    // Runtimes write the cause of an error for X-Ray into a header.
    private const int MaxHeaderBytes = 1 << 20;
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
        app = KestrelHost.Create(IPAddress.Loopback, 0, change: SetLimits);
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
        api.Address = new Uri(api.app.Urls.First()).Authority;
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

    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.KeepAliveTimeout = KeepAlive;
    }

    private async Task HandleAsync(HttpContext context)
    {
        var result = await RespondAsync(context).ConfigureAwait(false);
        await result.ExecuteAsync(context).ConfigureAwait(false);
    }

    private async Task<IResult> RespondAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!;
        // A page in a browser can send a GET anywhere, and would take an event away.
        if (request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.Origin.Count > 0)
            return Error(403, "Forbidden", "Not for browsers");
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
            return Error(404, "NotFound", "Not found");
        switch (request.Method, path[Prefix.Length..].Split('/'))
        {
            case ("GET", ["invocation", "next"]):
                return await NextAsync(context).ConfigureAwait(false);
            case ("POST", ["invocation", var id, ("response" or "error") and var kind]):
                var invocation = Volatile.Read(ref current);
                if (invocation?.Request.RequestId != id)
                    return Error(400, "InvalidRequestID", "Invalid request ID");
                return Complete(invocation, kind, await ReadAsync(context).ConfigureAwait(false));
            case ("POST", ["init" or "restore", "error"]):
                initError.TrySetResult(await ReadAsync(context).ConfigureAwait(false));
                return Accepted();
            // A function with SnapStart hooks waits here for its snapshot to be restored: at once.
            case ("GET", ["restore", "next"]):
                return Results.Ok();
            default:
                return Error(404, "NotFound", "Not found");
        }
    }

    private static ValueTask<byte[]?> ReadAsync(HttpContext context) =>
        BodyReader.ReadAsync(context.Request, PayloadLimits.Invocation, context.RequestAborted);

    private static IResult Complete(Invocation invocation, string kind, byte[]? body)
    {
        if (kind == "error")
            invocation.TryComplete(FunctionErrors.Reported(FaultKind.FunctionError, body));
        else if (body is not null)
            invocation.TryComplete(new InvocationOutcome(body));
        else
        {
            invocation.TryComplete(FunctionErrors.ResponseTooLarge());
            return Error(
                413,
                "RequestEntityTooLarge",
                $"Exceeded maximum allowed payload size ({PayloadLimits.Invocation} bytes)."
            );
        }

        return Accepted();
    }

    private async Task<IResult> NextAsync(HttpContext context)
    {
        ready.TrySetResult();
        Invocation invocation;
        try
        {
            invocation = await offered.Reader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Results.Empty;
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
        return Results.Bytes(request.Payload, JsonResponse.MediaType);
    }

    private static IResult Accepted() => JsonResponse.Text(StatusCodes.Status202Accepted, "{\"status\":\"OK\"}\n");

    private static IResult Error(int status, string type, string message) =>
        JsonResponse.Text(status, $"{{\"errorMessage\":\"{message}\",\"errorType\":\"{type}\"}}\n");
}
