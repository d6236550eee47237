using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Responses;

/// <summary>Response of a function to a proxy event.</summary>
internal sealed class ProxyResponse
{
    public int StatusCode { get; set; } = 200;

    /// <summary>Those of <c>headers</c>, then those of <c>multiValueHeaders</c>.</summary>
    public HeaderDictionary Headers { get; } = [];

    /// <summary>The body's text as UTF-8; base64 is not decoded yet.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    public bool IsBase64Encoded { get; set; }
}
