using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Runtime;

namespace ClothesClassification.LocalGateway.Pipeline;

/// <summary>A request to the API, its response, and what happened in between.</summary>
internal sealed record HttpExchange(ApiRequest Request, RequestIds Ids, DateTimeOffset Time, MethodResponse Response)
{
    /// <summary>The event for the function; empty where the request ended before.</summary>
    public ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>Result of the function; null where it was not invoked.</summary>
    public InvocationResult? Result { get; init; }

    /// <summary>From the request's headers to its response.</summary>
    public TimeSpan Duration { get; init; }
}
