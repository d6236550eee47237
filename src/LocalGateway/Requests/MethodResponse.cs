using ClothesClassification.LocalGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Requests;

/// <summary>The response to the caller.</summary>
internal sealed class MethodResponse
{
    public required int Status { get; init; }

    public HeaderDictionary Headers { get; } = [];

    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>Why the gateway responded itself; null where an integration did. For the log and the page.</summary>
    public GatewayException? Error { get; init; }
}
