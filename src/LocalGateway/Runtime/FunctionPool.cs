using System.Collections.Concurrent;
using System.ComponentModel;
using ClothesClassification.LocalGateway.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>
/// The processes of the function: started when they are needed, up to the concurrency; the one that was used last is used
/// first. Where all are busy, invocations wait in order. A process that ends is replaced by the next invocation.
/// </summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private const int MaxWaiting = 1000;
    private readonly ConcurrentStack<FunctionInstance> idle = new();
    private readonly ConcurrentDictionary<FunctionInstance, byte> all = new();
    private readonly SemaphoreSlim free;
    private readonly FunctionSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private int waiting;
    private volatile bool disposed;

    public FunctionPool(FunctionSettings settings, TimeProvider time, ILogger logger)
    {
        this.settings = settings;
        this.time = time;
        this.logger = logger;
        free = new SemaphoreSlim(settings.Concurrency);
    }

    public FunctionSettings Settings => settings;

    /// <summary>The processes that run.</summary>
    public IReadOnlyList<int> ProcessIds => [.. all.Keys.Where(i => i.IsAlive).Select(i => i.ProcessId)];

    /// <summary>Starts processes in advance.</summary>
    /// <returns>Why one did not start; null: all did.</returns>
    public async Task<InvocationFault?> WarmAsync(int count)
    {
        var starts = Enumerable.Range(0, Math.Min(count, settings.Concurrency)).Select(_ => WarmOneAsync());
        var faults = await Task.WhenAll(starts).ConfigureAwait(false);
        return faults.FirstOrDefault(f => f is not null);
    }

    /// <summary>Runs an invocation.</summary>
    /// <param name="request">The invocation.</param>
    /// <param name="giveUp">Cancelled when the caller leaves; an invocation that has begun runs on without it, as in Lambda.</param>
    /// <exception cref="FunctionBusyException">Too many wait already, or none became free until the caller gave up.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up an invocation that had begun.</exception>
    public async Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken giveUp)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > MaxWaiting)
                throw new FunctionBusyException($"{MaxWaiting} invocations are already waiting.");
            await free.WaitAsync(giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new FunctionBusyException("No process of the function became free in time.");
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        return await RunAsync(request).WaitAsync(giveUp).ConfigureAwait(false);
    }

    /// <summary>Ends all processes; invocations that still run fail.</summary>
    public async ValueTask DisposeAsync()
    {
        disposed = true;
        await Task.WhenAll(all.Keys.Select(EndAsync)).ConfigureAwait(false);
    }

    private async Task<InvocationFault?> WarmOneAsync()
    {
        await free.WaitAsync().ConfigureAwait(false);
        try
        {
            var (instance, failure) = await LaunchAsync("start").ConfigureAwait(false);
            if (instance is not null)
            {
                instance.MarkStartedInAdvance();
                idle.Push(instance);
            }

            return failure?.Outcome.Fault;
        }
        finally
        {
            free.Release();
        }
    }

    // Runs to completion even if the caller cancels, then releases the semaphore.
    private async Task<InvocationResult> RunAsync(InvocationRequest request)
    {
        FunctionInstance? instance = null;
        try
        {
            while (true)
            {
                instance = await TakeIdleAsync().ConfigureAwait(false);
                var isNew = instance is null;
                if (instance is null)
                {
                    (instance, var failure) = await LaunchAsync(request.RequestId).ConfigureAwait(false);
                    if (instance is null)
                        return failure!;
                }

                if (await instance.InvokeAsync(request).ConfigureAwait(false) is { } result)
                    return result;
                if (isNew)
                {
                    var exitCode = await instance.Exited.ConfigureAwait(false);
                    return new InvocationResult(FunctionErrors.Exit(request.RequestId, exitCode));
                }

                await EndAsync(instance).ConfigureAwait(false);
            }
        }
        finally
        {
            if (instance is { IsAlive: true } && !disposed)
                idle.Push(instance);
            else if (instance is not null)
                _ = EndAsync(instance);
            free.Release();
        }
    }

    private async Task<FunctionInstance?> TakeIdleAsync()
    {
        while (idle.TryPop(out var instance))
        {
            if (instance.IsAlive)
                return instance;
            await EndAsync(instance).ConfigureAwait(false);
        }

        return null;
    }

    // A process that is slow to start gets a second try, which may take as long as an invocation: so does Lambda.
    private async Task<(FunctionInstance?, InvocationResult?)> LaunchAsync(string requestId)
    {
        var lost = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            FunctionInstance instance;
            try
            {
                instance = await FunctionInstance.StartAsync(settings, time, OnLine).ConfigureAwait(false);
            }
            catch (Exception e) when (e is Win32Exception or IOException)
            {
                var notStarted = FunctionErrors.NotStarted(requestId, e.Message);
                GatewayLog.ProcessNotReady(logger, 0, notStarted.Fault!.Message);
                return (null, new InvocationResult(notStarted) { ColdStart = true });
            }

            all[instance] = 0;
            if (disposed)
                await EndAsync(instance).ConfigureAwait(false);
            var timeout = attempt == 1 ? settings.InitTimeout : settings.Timeout;
            var failure = await instance.InitAsync(timeout, lost, requestId).ConfigureAwait(false);
            if (failure is null)
            {
                GatewayLog.ProcessReady(logger, instance.ProcessId, instance.InitDuration.TotalMilliseconds);
                _ = LogExitAsync(instance);
                return (instance, null);
            }

            lost = instance.InitDuration;
            GatewayLog.ProcessNotReady(logger, instance.ProcessId, failure.Fault!.Message);
            await EndAsync(instance).ConfigureAwait(false);
            if (attempt == 1 && instance.IsLate)
                continue;
            return (
                null,
                new InvocationResult(failure)
                {
                    ColdStart = true,
                    InitDuration = lost,
                    Log = [.. instance.OutputLines(), failure.Fault.Message],
                }
            );
        }
    }

    private async Task LogExitAsync(FunctionInstance instance)
    {
        var exitCode = await instance.Exited.ConfigureAwait(false);
        if (all.ContainsKey(instance) && !disposed)
            GatewayLog.ProcessEnded(logger, instance.ProcessId, FunctionErrors.DescribeExit(exitCode));
    }

    private void OnLine(int processId, string line) => GatewayLog.FunctionLine(logger, processId, line);

    private async Task EndAsync(FunctionInstance instance)
    {
        if (all.TryRemove(instance, out _))
            await instance.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>More invocations wait than may.</summary>
internal sealed class FunctionBusyException(string message) : Exception(message);
