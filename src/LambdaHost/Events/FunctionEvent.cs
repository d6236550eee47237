using System.Buffers;
using Amazon.Lambda.APIGatewayEvents;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>
/// An event as the rest of the host sees it, whatever its shape was. The body stays UTF-8 bytes or what base64 gave: a
/// photo never becomes a string.
/// </summary>
/// <param name="request">The request, as a REST API's proxy integration gives it; null for a direct invocation, a batch, messages of a queue or a warm-up.</param>
/// <param name="body">Body of the request; of a direct invocation, the whole event.</param>
/// <param name="rented">The array that the body is in, if it comes from the pool: given back when the event is disposed of.</param>
internal sealed class FunctionEvent(APIGatewayProxyRequest? request, Memory<byte> body, byte[]? rented = null)
    : IDisposable
{
    private byte[]? rented = rented;

    public APIGatewayProxyRequest? Request => request;

    public Memory<byte> Body => body;

    /// <summary>The form of the response.</summary>
    public Envelope Envelope { get; init; }

    /// <summary>True where the event asks for nothing: it is only to keep the process alive.</summary>
    public bool IsWarmUp { get; init; }

    /// <summary>True for a batch of photos in S3: the body is the whole event.</summary>
    public bool IsBatch { get; init; }

    /// <summary>True for messages of SQS: the body is the whole event.</summary>
    public bool IsQueue { get; init; }

    /// <summary>True where the body is not the base64 that the event says it is.</summary>
    public bool BodyIsBroken { get; init; }

    /// <summary>True where the body came as base64, and so can be binary.</summary>
    public bool BodyIsBinary => Request?.IsBase64Encoded == true;

    /// <summary>Value of a header, whatever the case of its name; several are joined; empty where there is none.</summary>
    public string Header(string name)
    {
        if (Request?.MultiValueHeaders is { } all && all.TryGetValue(name, out var values) && values.Count > 0)
            return values.Count == 1 ? values[0] : string.Join(", ", values);
        return Request?.Headers is { } headers && headers.TryGetValue(name, out var value) ? value : "";
    }

    public void Dispose()
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        rented = null;
    }
}
