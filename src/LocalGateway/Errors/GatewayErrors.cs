namespace ClothesClassification.LocalGateway.Errors;

/// <summary>
/// API Gateway's own answers. Types and statuses:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html"/>.
/// </summary>
internal static class GatewayErrors
{
    public const string Default4xx = "DEFAULT_4XX";
    public const string Default5xx = "DEFAULT_5XX";

    private const string InternalServerError = "Internal server error";
    private const string InternalServerErrorType = "InternalServerErrorException";

    public static GatewayError MissingAuthenticationToken(string reason) =>
        new(
            "MISSING_AUTHENTICATION_TOKEN",
            403,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token",
            reason
        );

    /// <summary>For a path outside all stages, which no gateway response can change.</summary>
    public static GatewayError Forbidden(string reason) => InvalidApiKey(reason) with { Type = "" };

    public static GatewayError InvalidApiKey(string reason) =>
        new("INVALID_API_KEY", 403, "ForbiddenException", "Forbidden", reason);

    public static GatewayError Throttled(string reason) =>
        new("THROTTLED", 429, "TooManyRequestsException", "Too Many Requests", reason);

    public static GatewayError QuotaExceeded(string reason) =>
        new("QUOTA_EXCEEDED", 429, "LimitExceededException", "Limit Exceeded", reason);

    public static GatewayError RequestTooLarge(string reason) =>
        new("REQUEST_TOO_LARGE", 413, "RequestTooLargeException", "Request Too Long", reason);

    public static GatewayError BadParameters(string missing) =>
        new(
            "BAD_REQUEST_PARAMETERS",
            400,
            "BadRequestException",
            $"Missing required request parameters: [{missing}]",
            "The request validator refused the request."
        )
        {
            Spaced = true,
        };

    public static GatewayError BadBody(string fault) =>
        new("BAD_REQUEST_BODY", 400, "BadRequestException", "Invalid request body", fault)
        {
            Spaced = true,
            ValidationError = fault,
        };

    public static GatewayError UnsupportedMediaType(string reason) =>
        new("UNSUPPORTED_MEDIA_TYPE", 415, "BadRequestException", "Unsupported Media Type", reason);

    /// <summary>What came from the function is a failure, or no answer that API Gateway takes.</summary>
    public static GatewayError BadAnswer(string reason) =>
        new(Default5xx, 502, InternalServerErrorType, InternalServerError, reason) { Spaced = true };

    /// <summary>The API is set up in a way that cannot answer this request.</summary>
    public static GatewayError Configuration(string reason) =>
        new("API_CONFIGURATION_ERROR", 500, InternalServerErrorType, InternalServerError, reason) { Spaced = true };

    public static GatewayError Timeout(string reason) =>
        new("INTEGRATION_TIMEOUT", 504, InternalServerErrorType, "Endpoint request timed out", reason)
        {
            Spaced = true,
        };
}
