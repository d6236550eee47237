using ClothesClassification.LambdaHost.Events;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>One request as it came.</summary>
/// <param name="Event">The event.</param>
/// <param name="EventBytes">Length of the event.</param>
/// <param name="Invocation">What Lambda says about it.</param>
/// <param name="ColdStart">Whether it is the first of this process.</param>
/// <param name="Deadline">When the answer is due.</param>
/// <param name="Start">When it came, as a time stamp of the clock.</param>
internal sealed record RequestContext(
    FunctionEvent Event,
    int EventBytes,
    InvocationContext Invocation,
    bool ColdStart,
    Deadline Deadline,
    long Start
);
