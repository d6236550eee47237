namespace ClothesClassification.LocalGateway.Errors;

/// <summary>Ends a request with one of the gateway's own responses. The message is what the caller gets.</summary>
/// <param name="type">Type of the gateway response, such as <c>THROTTLED</c>; empty where no description can change it.</param>
/// <param name="status">HTTP status, where no gateway response of the description changes it.</param>
/// <param name="errorType">Value of <c>x-amzn-ErrorType</c>.</param>
/// <param name="message">Message for the caller.</param>
/// <param name="reason">Reason, for the log and the page only.</param>
internal sealed class GatewayException(string type, int status, string errorType, string message, string reason)
    : Exception(message)
{
    public string Type { get; } = type;

    public int Status { get; } = status;

    public string ErrorType { get; } = errorType;

    public string Reason { get; } = reason;

    /// <summary>Whether the default body has a space after its colon: API Gateway writes some errors so, others not.</summary>
    public bool Spaced { get; init; }

    /// <summary>Seconds after which to try again; null where waiting does not help.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>How a body violates its model.</summary>
    public string ValidationError { get; init; } = "";
}
