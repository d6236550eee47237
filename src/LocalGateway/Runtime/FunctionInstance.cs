using System.Diagnostics;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>A process and its runtime API: Lambda's execution environment. It has one invocation at a time.</summary>
internal sealed class FunctionInstance : IAsyncDisposable
{
    private readonly RuntimeApi api;
    private readonly FunctionProcess process;
    private readonly OutputCapture output;
    private readonly FunctionSettings settings;
    private readonly long started;
    private bool used;
    private bool broken;

    private FunctionInstance(
        RuntimeApi api,
        FunctionProcess process,
        OutputCapture output,
        FunctionSettings settings,
        long started
    )
    {
        this.api = api;
        this.process = process;
        this.output = output;
        this.settings = settings;
        this.started = started;
    }

    public int ProcessId => process.Id;

    public bool IsAlive => !broken && !process.Exited.IsCompleted;

    public Task<int> Exited => process.Exited;

    /// <summary>Whether it did not ask for an event in time.</summary>
    public bool IsLate { get; private set; }

    /// <summary>From the process's start to its first <c>next</c>; what earlier processes took that did not get there is added.</summary>
    public TimeSpan InitDuration { get; private set; }

    /// <summary>Starts a process.</summary>
    public static async Task<FunctionInstance> StartAsync(
        FunctionSettings settings,
        TimeProvider time,
        Action<int, string> onLine
    )
    {
        var api = await RuntimeApi.StartAsync(settings, time).ConfigureAwait(false);
        try
        {
            var output = new OutputCapture();
            var started = Stopwatch.GetTimestamp();
            var id = 0;
            var process = FunctionProcess.Start(
                settings,
                api.Address,
                line =>
                {
                    output.Add(line);
                    onLine(id, line);
                }
            );
            id = process.Id;
            return new FunctionInstance(api, process, output, settings, started);
        }
        catch
        {
            await api.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until the process asks for an event.</summary>
    /// <returns>Null where it did; else why it did not.</returns>
    public async Task<InvocationOutcome?> InitAsync(TimeSpan timeout, TimeSpan before, string requestId)
    {
        using var late = new CancellationTokenSource();
        var first = await Task.WhenAny(api.Ready, api.InitError, process.Exited, Task.Delay(timeout, late.Token))
            .ConfigureAwait(false);
        await late.CancelAsync().ConfigureAwait(false);
        InitDuration = before + Stopwatch.GetElapsedTime(started);
        if (first == api.Ready)
            return null;
        broken = true;
        await output.SettleAsync().ConfigureAwait(false);
        if (api.InitError.IsCompletedSuccessfully)
            return FunctionErrors.Reported(FaultKind.Init, await api.InitError.ConfigureAwait(false));
        if (first == process.Exited)
            return FunctionErrors.InitExit(requestId, await process.Exited.ConfigureAwait(false));
        IsLate = true;
        return FunctionErrors.InitTimeout(requestId, timeout);
    }

    /// <summary>A process that was started in advance has no cold start: nobody waited for it.</summary>
    public void MarkStartedInAdvance() => used = true;

    /// <summary>Runs an invocation. Null: the process ended before it took the event, so that another one may have it.</summary>
    public async Task<InvocationResult?> InvokeAsync(InvocationRequest request)
    {
        var cold = !used;
        used = true;
        if (!cold)
            output.Clear();
        var invocation = new Invocation(request);
        api.Offer(invocation);
        var outcome = await WaitAsync(invocation).ConfigureAwait(false);
        var ended = Stopwatch.GetTimestamp();
        if (outcome.Fault?.Kind == FaultKind.Exit && invocation.DeliveredAt == 0)
            return null;
        var duration =
            invocation.DeliveredAt == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(invocation.DeliveredAt, ended);
        var result = new InvocationResult(outcome)
        {
            ColdStart = cold,
            Duration = duration,
            InitDuration = cold ? InitDuration : TimeSpan.Zero,
        };
        if (!request.WantsLog)
            return result;
        await output.SettleAsync().ConfigureAwait(false);
        return result with { Log = LambdaLog.Write(settings, request, result, output.Lines(), process.PeakMemory()) };
    }

    /// <summary>The lines of a process that did not start.</summary>
    public IReadOnlyList<string> OutputLines() => output.Lines();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync().ConfigureAwait(false);
        await api.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<InvocationOutcome> WaitAsync(Invocation invocation)
    {
        var id = invocation.Request.RequestId;
        _ = FailOnExitAsync(invocation);
        try
        {
            return await invocation.Outcome.WaitAsync(settings.Timeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The process cannot be used again, whatever it does.
            broken = true;
            process.Kill();
            invocation.TryComplete(FunctionErrors.Timeout(id, settings.Timeout));
            return await invocation.Outcome.ConfigureAwait(false);
        }
    }

    private async Task FailOnExitAsync(Invocation invocation)
    {
        var first = await Task.WhenAny(process.Exited, invocation.Outcome).ConfigureAwait(false);
        if (first != process.Exited)
            return;
        var exitCode = await process.Exited.ConfigureAwait(false);
        // After a timeout, which killed it, the caller gets the timeout.
        if (!broken)
            invocation.TryComplete(FunctionErrors.Exit(invocation.Request.RequestId, exitCode));
    }
}
