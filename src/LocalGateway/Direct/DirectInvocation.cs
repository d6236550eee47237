using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClothesClassification.LocalGateway.Direct;

/// <summary>
/// Lambda's Invoke, <see href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html"/>, so that
/// <c>aws lambda invoke --endpoint-url</c> and SDKs work. Signatures are not checked: for callers on this machine only.
/// </summary>
internal sealed class DirectInvocation(ApiDescription api, FunctionPool functions, TimeProvider time, ILogger logger)
{
    public const string Prefix = "/2015-03-31/functions/";
    private const string Suffix = "/invocations";
    private const int LogTail = 4 * 1024;
    private const string ErrorType = "x-amzn-ErrorType";

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (!HostGuard.IsSameOrigin(context.Request) || !HostGuard.IsFromThisMachine(context))
            await FailAsync(context, 403, "AccessDeniedException", "Only programs on this machine may invoke directly.")
                .ConfigureAwait(false);
        else if (!HttpMethods.IsPost(context.Request.Method) || !path.EndsWith(Suffix, StringComparison.Ordinal))
            await FailAsync(context, 404, "UnknownOperationException", "Only Invoke is offered.").ConfigureAwait(false);
        else if (!Names(path[Prefix.Length..^Suffix.Length]))
            await FailAsync(
                    context,
                    404,
                    "ResourceNotFoundException",
                    $"Function not found: {functions.Settings.Arn[..^api.Function.Name.Length]}{path[Prefix.Length..^Suffix.Length]}"
                )
                .ConfigureAwait(false);
        else
            await InvokeAsync(context).ConfigureAwait(false);
    }

    // name, name:qualifier, account:function:name or an ARN.
    private bool Names(string text)
    {
        var name = Uri.UnescapeDataString(text);
        var marker = name.LastIndexOf(":function:", StringComparison.Ordinal);
        if (marker >= 0)
            name = name[(marker + ":function:".Length)..];
        else if (name.StartsWith("function:", StringComparison.Ordinal))
            name = name["function:".Length..];
        return name.Split(':')[0] == api.Function.Name;
    }

    private async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var payload = await BodyReader
            .ReadAsync(context.Request, PayloadLimits.Invocation, context.RequestAborted)
            .ConfigureAwait(false);
        if (payload is null)
        {
            await FailAsync(
                    context,
                    413,
                    "RequestTooLargeException",
                    $"The payload is too large for the RequestResponse invocation type (limit {PayloadLimits.Invocation} bytes)"
                )
                .ConfigureAwait(false);
            return;
        }

        if (payload.Length == 0)
            payload = "{}"u8.ToArray();
        if (FaultOf(payload) is { } fault)
        {
            await FailAsync(
                    context,
                    400,
                    "InvalidRequestContentException",
                    $"Could not parse request body into json: {fault}"
                )
                .ConfigureAwait(false);
            return;
        }

        if (!TryReadClientContext(headers["X-Amz-Client-Context"].ToString(), out var clientContext))
        {
            await FailAsync(
                    context,
                    400,
                    "InvalidRequestContentException",
                    "Client context must be a valid Base64-encoded JSON object."
                )
                .ConfigureAwait(false);
            return;
        }

        var ids = RequestIds.Create(time.GetUtcNow());
        var request = new InvocationRequest(ids.RequestId, payload, ids.TraceRoot)
        {
            ClientContext = clientContext,
            WantsLog = headers["X-Amz-Log-Type"].ToString().Equals("Tail", StringComparison.OrdinalIgnoreCase),
        };
        context.Response.Headers["x-amzn-RequestId"] = ids.RequestId;
        switch (headers["X-Amz-Invocation-Type"].ToString())
        {
            case "" or "RequestResponse":
                await AnswerAsync(context, request).ConfigureAwait(false);
                break;
            case "Event":
                _ = InBackgroundAsync(request);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case "DryRun":
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case var other:
                await FailAsync(context, 400, "InvalidParameterValueException", $"Unknown invocation type: {other}")
                    .ConfigureAwait(false);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext context, InvocationRequest request)
    {
        var started = Stopwatch.GetTimestamp();
        InvocationResult result;
        try
        {
            result = await functions.InvokeAsync(request, context.RequestAborted).ConfigureAwait(false);
        }
        catch (FunctionBusyException e)
        {
            await FailAsync(context, 429, "TooManyRequestsException", e.Message).ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Log.Invoked(logger, api.Function.Name, result.Outcome.Fault?.Message ?? "answered", elapsed);
        var headers = context.Response.Headers;
        headers["X-Amz-Executed-Version"] = api.Function.Version;
        if (result.Outcome.Fault is not null)
            headers["X-Amz-Function-Error"] = "Unhandled";
        if (request.WantsLog)
            headers["X-Amz-Log-Result"] = Tail(result.Log);
        await Plain.JsonAsync(context, StatusCodes.Status200OK, result.Outcome.Payload).ConfigureAwait(false);
    }

    private async Task InBackgroundAsync(InvocationRequest request)
    {
        try
        {
            var result = await functions.InvokeAsync(request, CancellationToken.None).ConfigureAwait(false);
            Log.Invoked(
                logger,
                api.Function.Name,
                result.Outcome.Fault?.Message ?? "answered",
                result.Duration.TotalMilliseconds
            );
        }
        catch (FunctionBusyException e)
        {
            Log.Invoked(logger, api.Function.Name, e.Message, 0);
        }
    }

    private static string Tail(IReadOnlyList<string> log)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(log.Select(line => line + "\n")));
        return Convert.ToBase64String(text.AsSpan(Math.Max(0, text.Length - LogTail)));
    }

    private static string? FaultOf(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    // As a header of the runtime API it must be one line of ASCII.
    private static bool TryReadClientContext(string base64, out string? json)
    {
        json = null;
        if (base64.Length == 0)
            return true;
        try
        {
            json = JsonNode.Parse(Convert.FromBase64String(base64)) is JsonObject context
                ? context.ToJsonString()
                : null;
            return json is not null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
    }

    private static Task FailAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.Headers[ErrorType] = type;
        var json = $"{{\"Type\":\"User\",\"message\":\"{JsonEncodedText.Encode(message)}\"}}";
        return Plain.JsonAsync(context, status, Encoding.UTF8.GetBytes(json));
    }
}
