using Amazon.Lambda.APIGatewayEvents;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>A response: status and headers as the proxy integration takes them, and the body as UTF-8.</summary>
/// <param name="Head">Status and headers.</param>
/// <param name="Body">JSON in UTF-8; empty for none.</param>
internal sealed record ApiResponse(APIGatewayProxyResponse Head, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json";
    public const string ProblemJson = "application/problem+json";

    public static ApiResponse Of(int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Cache-Control"] = "no-store",
        };
        if (contentType is not null)
            headers["Content-Type"] = contentType;
        return new ApiResponse(new APIGatewayProxyResponse { StatusCode = status, Headers = headers }, body);
    }
}
