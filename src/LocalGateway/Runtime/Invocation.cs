namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>One event on its way through one process.</summary>
internal sealed class Invocation(InvocationRequest request)
{
    private readonly TaskCompletionSource<InvocationOutcome> completion = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public InvocationRequest Request { get; } = request;

    /// <summary>When the process took the event, as a time stamp; 0: not yet.</summary>
    public long DeliveredAt { get; set; }

    public Task<InvocationOutcome> Outcome => completion.Task;

    /// <returns>False where it had one already.</returns>
    public bool TryComplete(InvocationOutcome outcome) => completion.TrySetResult(outcome);
}

/// <param name="RequestId">A UUID.</param>
/// <param name="Payload">The event, JSON.</param>
/// <param name="TraceId">Header of the X-Ray trace.</param>
internal sealed record InvocationRequest(string RequestId, ReadOnlyMemory<byte> Payload, string TraceId)
{
    /// <summary>JSON of the caller's client context; null: none.</summary>
    public string? ClientContext { get; init; }

    /// <summary>Whether the lines that the function writes meanwhile are wanted.</summary>
    public bool WantsLog { get; init; }
}

/// <summary>What a process made of an event.</summary>
/// <param name="Payload">The answer, or the error as JSON.</param>
/// <param name="Fault">What went wrong; null: the function answered.</param>
internal sealed record InvocationOutcome(ReadOnlyMemory<byte> Payload, InvocationFault? Fault = null);

/// <param name="Kind">What went wrong.</param>
/// <param name="ErrorType">Name of the error; empty where the function gave none.</param>
/// <param name="Message">The same as a sentence.</param>
internal sealed record InvocationFault(FaultKind Kind, string ErrorType, string Message);

internal enum FaultKind
{
    /// <summary>The function reported an error.</summary>
    FunctionError,

    /// <summary>The process ended.</summary>
    Exit,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>The response is larger than Lambda allows.</summary>
    ResponseTooLarge,

    /// <summary>The process did not get as far as to ask for an event.</summary>
    Init,
}

/// <summary>What the caller of the function gets.</summary>
internal sealed record InvocationResult(InvocationOutcome Outcome)
{
    /// <summary>From the process taking the event to its answer.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>From the process's start to its first <c>next</c>, where it was started for this invocation.</summary>
    public TimeSpan InitDuration { get; init; }

    /// <summary>Whether the process was started for this invocation.</summary>
    public bool ColdStart { get; init; }

    /// <summary>Lines of the function and of the runtime, where they were wanted.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];
}
