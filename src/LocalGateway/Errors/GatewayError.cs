namespace ClothesClassification.LocalGateway.Errors;

/// <summary>An answer that the gateway gives by itself.</summary>
/// <param name="Type">Type of the gateway response, such as <c>THROTTLED</c>.</param>
/// <param name="Status">HTTP status, where no gateway response of the description changes it.</param>
/// <param name="ErrorType">What goes into <c>x-amzn-ErrorType</c>.</param>
/// <param name="Message">What the caller is told.</param>
/// <param name="Reason">What only the log and the page are told.</param>
internal sealed record GatewayError(string Type, int Status, string ErrorType, string Message, string Reason)
{
    /// <summary>Whether the body has a space behind its colon, where nothing changes it: API Gateway has two writers of errors.</summary>
    public bool Spaced { get; init; }

    /// <summary>What a body lacks of its model.</summary>
    public string ValidationError { get; init; } = "";
}
