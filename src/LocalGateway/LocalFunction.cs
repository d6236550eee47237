using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClothesClassification.LocalGateway;

/// <summary>Lambda on one machine, without an API in front: processes of a function, which are given events.</summary>
public sealed class LocalFunction : IAsyncDisposable
{
    private readonly FunctionPool processes;

    private LocalFunction(GatewayOptions options) =>
        processes = new FunctionPool(options.ToFunctionSettings(), TimeProvider.System, NullLogger.Instance);

    /// <summary>Starts as many processes as are to be started in advance.</summary>
    /// <param name="options">How it is run; what is of the API alone is not used.</param>
    /// <exception cref="InvalidOperationException">One did not start.</exception>
    public static async Task<LocalFunction> StartAsync(GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var function = new LocalFunction(options);
        if (await function.processes.WarmAsync(options.Warm).ConfigureAwait(false) is not { } fault)
            return function;
        await function.DisposeAsync().ConfigureAwait(false);
        throw new InvalidOperationException(fault.Message);
    }

    /// <summary>Has a process handle an event; waits for one that is free.</summary>
    /// <param name="json">The event.</param>
    /// <param name="cancellationToken">Stops waiting; what has begun runs on until this is disposed of.</param>
    public async Task<FunctionAnswer> InvokeAsync(
        ReadOnlyMemory<byte> json,
        CancellationToken cancellationToken = default
    )
    {
        var ids = RequestIds.Create(TimeProvider.System.GetUtcNow());
        var request = new InvocationRequest(ids.RequestId, json, ids.TraceRoot);
        try
        {
            var result = await processes.InvokeAsync(request, cancellationToken).ConfigureAwait(false);
            return new FunctionAnswer(result.Outcome.Payload)
            {
                ErrorType = result.Outcome.Fault?.ErrorType,
                Error = result.Outcome.Fault?.Message,
            };
        }
        catch (FunctionBusyException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>Ends the processes.</summary>
    public ValueTask DisposeAsync() => processes.DisposeAsync();
}

/// <summary>What a function made of an event.</summary>
/// <param name="Json">The answer, or the error as Lambda writes it.</param>
public sealed record FunctionAnswer(ReadOnlyMemory<byte> Json)
{
    /// <summary>Name of the error, by which callers decide whether to ask again; null: there is an answer.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The error in words; null: there is an answer.</summary>
    public string? Error { get; init; }
}
