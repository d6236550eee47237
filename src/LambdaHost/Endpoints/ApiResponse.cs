using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Observability;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>What an endpoint answers: status and headers as the proxy integration takes them, and the body as UTF-8.</summary>
/// <param name="Head">Status and headers.</param>
/// <param name="Body">JSON in UTF-8; empty for none.</param>
internal sealed record ApiResponse(APIGatewayProxyResponse Head, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json";
    public const string ProblemJson = "application/problem+json";

    /// <summary>Code of the problem, where the request or a photo of it has one: for the log.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The photos of the request: for the log.</summary>
    public PhotoSummary Photos { get; init; } = PhotoSummary.None;

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

    public static ApiResponse Of(Problem problem, string requestId)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(problem.ToJson(requestId), AnswerContext.Default.ProblemJson);
        var response = Of(problem.Kind.Status, ProblemJson, json) with { ErrorCode = problem.Kind.Code };
        if (problem.Allow is { } allow)
            response.Head.Headers["Allow"] = allow;
        return response;
    }
}
