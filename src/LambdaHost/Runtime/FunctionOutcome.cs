namespace ClothesClassification.LambdaHost.Runtime;

/// <summary>Answers one event; never throws because of its content.</summary>
/// <param name="payload">The event, JSON in UTF-8. It may be overwritten: base64 is decoded in place.</param>
/// <param name="invocation">What Lambda says about it.</param>
internal delegate ValueTask<FunctionOutcome> Function(Memory<byte> payload, InvocationContext invocation);

/// <summary>The function's answer, or its error.</summary>
internal readonly struct FunctionOutcome
{
    public FunctionOutcome(ReadOnlyMemory<byte> payload) => Payload = payload;

    public FunctionOutcome(FunctionError error) => Error = error;

    /// <summary>The answer, JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The error; null where there is an answer.</summary>
    public FunctionError? Error { get; }
}
