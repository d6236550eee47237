using ClothesClassification.LambdaHost.Events;
using ClothesClassification.LambdaHost.Observability;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>One request on its way through the host.</summary>
/// <param name="Event">The request.</param>
/// <param name="EventBytes">Length of the event as it came.</param>
/// <param name="Record">What is noted of it.</param>
/// <param name="Deadline">When the answer has to be there.</param>
/// <param name="Start">When it came, as a time stamp of the clock.</param>
/// <param name="TraceId">X-Ray's id, for outgoing calls; null where there is none.</param>
internal sealed record RequestContext(
    FunctionEvent Event,
    int EventBytes,
    RequestRecord Record,
    Deadline Deadline,
    long Start,
    string? TraceId
);
