using System.Buffers;
using System.Buffers.Text;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Runtime;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Responses;

/// <summary>
/// Makes the HTTP response from a function's. Base64 is decoded only where the first type of the request's Accept header
/// is a binary media type; headers that belong to the connection get another name or are dropped:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html"/>.
/// </summary>
internal sealed class ProxyResponseMapper(IReadOnlyList<string> binaryMediaTypes)
{
    private static readonly string[] Remapped =
    [
        "Authorization",
        "Connection",
        "Content-Length",
        "Content-MD5",
        "Date",
        "Host",
        "Max-Forwards",
        "Server",
        "User-Agent",
        "WWW-Authenticate",
        "X-Forwarded-For",
        "x-amzn-RequestId",
    ];

    private static readonly string[] Dropped =
    [
        "Expect",
        "Keep-Alive",
        "Proxy-Authenticate",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "x-amz-apigw-id",
    ];

    /// <exception cref="GatewayException">
    /// The function failed, its response is malformed, or its body has to be decoded and is not base64.
    /// </exception>
    public MethodResponse Map(InvocationOutcome outcome, ApiRequest request, RequestIds ids)
    {
        if (outcome.Fault is { } fault)
            throw GatewayErrors.BadResponse(fault.Message);
        var source = ProxyResponseReader.Read(outcome.Payload);
        var body = source.Body;
        if (source.IsBase64Encoded && MediaTypes.IsBinary(binaryMediaTypes, MediaTypes.First(request.Header("Accept"))))
        {
            var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(body.Length)];
            if (Base64.DecodeFromUtf8(body.Span, decoded, out _, out var written) != OperationStatus.Done)
                throw GatewayErrors.Configuration("Unable to base64 decode the body.");
            body = decoded.AsMemory(0, written);
        }

        var response = new MethodResponse { Status = source.StatusCode, Body = body };
        response.Headers["x-amzn-RequestId"] = ids.RequestId;
        response.Headers["x-amz-apigw-id"] = ids.ExtendedId;
        foreach (var (name, values) in source.Headers)
        {
            if (!Dropped.Contains(name, StringComparer.OrdinalIgnoreCase))
                response.Headers.Append(Rename(name), values);
        }

        response.Headers.TryAdd("X-Amzn-Trace-Id", ids.TraceRoot);
        response.Headers.TryAdd("Content-Type", MediaTypes.Default);
        return response;
    }

    private static string Rename(string name) =>
        Remapped.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"x-amzn-Remapped-{name}" : name;
}
