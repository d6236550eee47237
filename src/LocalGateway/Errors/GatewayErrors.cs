namespace ClothesClassification.LocalGateway.Errors;

/// <summary>
/// API Gateway's own responses. Types and statuses:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html"/>.
/// </summary>
internal static class GatewayErrors
{
    public const string Default4xx = "DEFAULT_4XX";
    public const string Default5xx = "DEFAULT_5XX";

    private const string InternalServerError = "Internal server error";
    private const string MissingToken = "Missing Authentication Token";
    private const string InternalServerErrorType = "InternalServerErrorException";

    public static GatewayException MissingAuthenticationToken(string reason) =>
        new("MISSING_AUTHENTICATION_TOKEN", 403, "MissingAuthenticationTokenException", MissingToken, reason);

    public static GatewayException InvalidApiKey(string reason) =>
        new("INVALID_API_KEY", 403, "ForbiddenException", "Forbidden", reason);

    /// <summary>The path is outside all stages.</summary>
    public static GatewayException NoStage(string path, string stage) =>
        path == "/"
            ? new("", 403, "MissingAuthenticationTokenException", MissingToken, "The path has no stage.")
            : new("", 403, "ForbiddenException", "Forbidden", $"The path must begin with /{stage}/, the only stage.");

    /// <summary>Seconds after which a request that was throttled may be tried again.</summary>
    public const string RetryAfter = "1";

    public static GatewayException Throttled(string reason) =>
        new("THROTTLED", 429, "TooManyRequestsException", "Too Many Requests", reason) { RetryAfter = RetryAfter };

    public static GatewayException QuotaExceeded(string reason) =>
        new("QUOTA_EXCEEDED", 429, "LimitExceededException", "Limit Exceeded", reason);

    public static GatewayException RequestTooLarge(string reason) =>
        new("REQUEST_TOO_LARGE", 413, "RequestTooLargeException", "Request Too Long", reason);

    public static GatewayException BadParameters(string missing) =>
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

    public static GatewayException BadBody(string fault) =>
        new("BAD_REQUEST_BODY", 400, "BadRequestException", "Invalid request body", fault)
        {
            Spaced = true,
            ValidationError = fault,
        };

    public static GatewayException UnsupportedMediaType(string reason) =>
        new("UNSUPPORTED_MEDIA_TYPE", 415, "BadRequestException", "Unsupported Media Type", reason);

    /// <summary>The function failed, or its response is malformed.</summary>
    public static GatewayException BadResponse(string reason) =>
        new(Default5xx, 502, InternalServerErrorType, InternalServerError, reason) { Spaced = true };

    /// <summary>The API is set up in a way that cannot answer this request.</summary>
    public static GatewayException Configuration(string reason) =>
        new("API_CONFIGURATION_ERROR", 500, InternalServerErrorType, InternalServerError, reason) { Spaced = true };

    public static GatewayException Timeout(string reason) =>
        new("INTEGRATION_TIMEOUT", 504, InternalServerErrorType, "Endpoint request timed out", reason)
        {
            Spaced = true,
        };
}
