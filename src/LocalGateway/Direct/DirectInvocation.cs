using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Diagnostics;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Http;
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
    public const string Prefix = "/2015-03-31/functions";
    private const string Suffix = "/invocations";
    private const int MaxLogBytes = 4 * 1024;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value![Prefix.Length..];
        if (!HostGuard.IsSameOrigin(context.Request) || !HostGuard.IsFromThisMachine(context))
            return Fail(context, 403, "AccessDeniedException", "Only programs on this machine may invoke directly.");
        if (!HttpMethods.IsPost(context.Request.Method) || !path.EndsWith(Suffix, StringComparison.Ordinal))
            return Fail(context, 404, "UnknownOperationException", "Only Invoke is offered.");
        var name = path[..^Suffix.Length].TrimStart('/');
        if (!IsFunction(name))
            return Fail(
                context,
                404,
                "ResourceNotFoundException",
                $"Function not found: {functions.Settings.Arn[..^api.Function.Name.Length]}{name}"
            );
        var payload = await BodyReader
            .ReadAsync(context.Request, PayloadLimits.Invocation, context.RequestAborted)
            .ConfigureAwait(false);
        if (payload is null)
            return Fail(
                context,
                413,
                "RequestTooLargeException",
                $"The payload is too large for the RequestResponse invocation type (limit {PayloadLimits.Invocation} bytes)"
            );
        if (payload.Length == 0)
            payload = "{}"u8.ToArray();
        if (JsonErrorOf(payload) is { } error)
            return Fail(
                context,
                400,
                "InvalidRequestContentException",
                $"Could not parse request body into json: {error}"
            );
        var headers = context.Request.Headers;
        if (!TryReadClientContext(headers["X-Amz-Client-Context"].ToString(), out var clientContext))
            return Fail(
                context,
                400,
                "InvalidRequestContentException",
                "Client context must be a valid Base64-encoded JSON object."
            );
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
                return await InvokeAsync(context, request).ConfigureAwait(false);
            case "Event":
                _ = InvokeInBackgroundAsync(request);
                return Results.StatusCode(StatusCodes.Status202Accepted);
            case "DryRun":
                return Results.NoContent();
            case var other:
                return Fail(context, 400, "InvalidParameterValueException", $"Unknown invocation type: {other}");
        }
    }

    // name, name:qualifier, account:function:name or an ARN.
    private bool IsFunction(string text)
    {
        var name = Uri.UnescapeDataString(text);
        var marker = name.LastIndexOf(":function:", StringComparison.Ordinal);
        if (marker >= 0)
            name = name[(marker + ":function:".Length)..];
        else if (name.StartsWith("function:", StringComparison.Ordinal))
            name = name["function:".Length..];
        return name.Split(':')[0] == api.Function.Name;
    }

    private async Task<IResult> InvokeAsync(HttpContext context, InvocationRequest request)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var result = await functions.InvokeAsync(request, context.RequestAborted).ConfigureAwait(false);
            LogResult(result, Stopwatch.GetElapsedTime(started));
            var headers = context.Response.Headers;
            headers["X-Amz-Executed-Version"] = api.Function.Version;
            if (result.Outcome.Fault is not null)
                headers["X-Amz-Function-Error"] = "Unhandled";
            if (request.WantsLog)
                headers["X-Amz-Log-Result"] = Tail(result.Log);
            return Results.Bytes(result.Outcome.Payload, JsonResponse.MediaType);
        }
        catch (FunctionBusyException e)
        {
            context.Response.Headers.RetryAfter = GatewayErrors.RetryAfter;
            return Fail(context, 429, "TooManyRequestsException", e.Message);
        }
        catch (OperationCanceledException)
        {
            return Results.Empty;
        }
    }

    private async Task InvokeInBackgroundAsync(InvocationRequest request)
    {
        try
        {
            var result = await functions.InvokeAsync(request, CancellationToken.None).ConfigureAwait(false);
            LogResult(result, result.Duration);
        }
        catch (FunctionBusyException e)
        {
            GatewayLog.Invoked(logger, api.Function.Name, e.Message, 0);
        }
    }

    private void LogResult(InvocationResult result, TimeSpan elapsed) =>
        GatewayLog.Invoked(
            logger,
            api.Function.Name,
            result.Outcome.Fault?.Message ?? "answered",
            elapsed.TotalMilliseconds
        );

    private static string Tail(IReadOnlyList<string> log)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(log.Select(line => line + "\n")));
        return Convert.ToBase64String(text.AsSpan(Math.Max(0, text.Length - MaxLogBytes)));
    }

    private static string? JsonErrorOf(byte[] json)
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
        // An unpaired surrogate is found only when the text is written: InvalidOperationException.
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static IResult Fail(HttpContext context, int status, string type, string message)
    {
        context.Response.Headers["x-amzn-ErrorType"] = type;
        return JsonResponse.Text(status, $"{{\"Type\":\"User\",\"message\":\"{JsonEncodedText.Encode(message)}\"}}");
    }
}
