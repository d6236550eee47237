using System.Buffers;
using System.Buffers.Text;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Requests;

namespace ClothesClassification.LocalGateway.Answers;

/// <summary>
/// Makes the HTTP answer of a function's one. Base64 is decoded only where the first type of the request's Accept header
/// is a binary media type; headers that belong to the connection get another name or are dropped:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html"/>.
/// </summary>
internal sealed class AnswerMapper(IReadOnlyList<string> binaryMediaTypes)
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

    /// <returns>The answer; or an error where the body is said to be base64, has to be decoded, and is not base64.</returns>
    public (GatewayAnswer? Answer, GatewayError? Error) Map(FunctionAnswer answer, ApiRequest request, RequestIds ids)
    {
        var body = answer.Body;
        if (answer.IsBase64Encoded && MediaTypes.IsBinary(binaryMediaTypes, MediaTypes.First(request.Header("Accept"))))
        {
            var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(body.Length)];
            if (Base64.DecodeFromUtf8(body.Span, decoded, out _, out var written) != OperationStatus.Done)
                return (null, GatewayErrors.Configuration("Unable to base64 decode the body."));
            body = decoded.AsMemory(0, written);
        }

        var mapped = new GatewayAnswer { Status = answer.StatusCode, Body = body };
        mapped.Headers.Add(("x-amzn-RequestId", ids.RequestId));
        mapped.Headers.Add(("x-amz-apigw-id", ids.ExtendedId));
        foreach (var (name, value) in answer.Headers)
        {
            if (!Dropped.Contains(name, StringComparer.OrdinalIgnoreCase))
                mapped.Headers.Add((Rename(name), value));
        }

        if (!mapped.HasHeader("X-Amzn-Trace-Id"))
            mapped.Headers.Add(("X-Amzn-Trace-Id", ids.TraceRoot));
        if (!mapped.HasHeader("Content-Type"))
            mapped.Headers.Add(("Content-Type", MediaTypes.Default));
        return (mapped, null);
    }

    private static string Rename(string name) =>
        Remapped.Contains(name, StringComparer.OrdinalIgnoreCase) ? $"x-amzn-Remapped-{name}" : name;
}
