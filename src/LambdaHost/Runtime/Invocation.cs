namespace ClothesClassification.LambdaHost.Runtime;

/// <summary>What Lambda says of the invocation at work.</summary>
/// <param name="RequestId">Id of the invocation.</param>
/// <param name="Deadline">When Lambda ends it.</param>
/// <param name="TraceId">X-Ray's id; null where there is none.</param>
/// <param name="FunctionArn">ARN with which the function was invoked; null where there is none.</param>
internal readonly record struct Invocation(
    string RequestId,
    DateTimeOffset Deadline,
    string? TraceId = null,
    string? FunctionArn = null
);
