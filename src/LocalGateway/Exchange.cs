using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Runtime;

namespace ClothesClassification.LocalGateway;

/// <summary>A request, what became of it on its way, and its answer.</summary>
internal sealed class Exchange(ApiRequest request, RequestIds ids, DateTimeOffset time)
{
    public ApiRequest Request { get; } = request;

    public RequestIds Ids { get; } = ids;

    public DateTimeOffset Time { get; } = time;

    /// <summary>The event for the function; empty: it did not get that far.</summary>
    public ReadOnlyMemory<byte> Event { get; set; }

    /// <summary>What the function made of it; null: it did not get that far.</summary>
    public InvocationResult? Result { get; set; }

    public GatewayAnswer? Answer { get; set; }

    /// <summary>From the request's headers to its answer.</summary>
    public TimeSpan Duration { get; set; }
}
