namespace ClothesClassification.LocalGateway.Description;

/// <summary>A change of one of the gateway's own answers.</summary>
public sealed record GatewayResponseDescription
{
    /// <summary>Status in place of the type's own; null: its own.</summary>
    public int? StatusCode { get; init; }

    /// <summary>
    /// Headers, by <c>gatewayresponse.header.NAME</c>: a text in single quotes, <c>context.X</c>,
    /// <c>stageVariables.X</c> or <c>method.request.header.X</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> ResponseParameters { get; set; } = new Dictionary<string, string>();

    /// <summary>
    /// Body by media type, with variables such as <c>$context.error.messageString</c>; empty:
    /// <c>{"message":$context.error.messageString}</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> ResponseTemplates { get; set; } = new Dictionary<string, string>();
}
