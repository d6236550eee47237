namespace ClothesClassification.LambdaHost.Runtime;

/// <summary>What Lambda says about the current invocation.</summary>
/// <param name="RequestId">Id of the invocation.</param>
/// <param name="Deadline">When Lambda ends it.</param>
/// <param name="TraceId">X-Ray's id; null where there is none.</param>
/// <param name="IsWarmUp">The host's own event: neither logged nor counted.</param>
internal readonly record struct InvocationContext(
    string RequestId,
    DateTimeOffset Deadline,
    string? TraceId = null,
    bool IsWarmUp = false
);
