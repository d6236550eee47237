using System.Runtime.InteropServices;
using ClothesClassification.LambdaHost.Observability;

namespace ClothesClassification.LambdaHost.Runtime;

/// <summary>
/// Takes one event after another from the Runtime API, for as long as there are any. An event that fails, or an answer
/// that the API does not take, does not end the process; SIGTERM lets the event at work finish.
/// </summary>
/// <param name="client">The Runtime API.</param>
/// <param name="function">Answers an event.</param>
/// <param name="log">Receives failures of the API.</param>
internal sealed class RuntimeLoop(RuntimeClient client, Function function, JsonLog log)
{
    private const int MaxFailures = 5;
    private volatile bool stopping;

    /// <summary>Exit code: 0 after SIGTERM, 1 where the Runtime API is gone.</summary>
    public int Run()
    {
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        var failures = 0;
        while (!stopping)
        {
            try
            {
                var invocation = client.Next(() => stopping, out var payload);
                failures = 0;
                Answer(invocation, payload);
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
            catch (IOException e)
            {
                log.Error("The next event could not be taken.", e);
                if (++failures == MaxFailures)
                    return 1;
                // The API of a process that is being taken down stays away; one that is restarting comes back.
                Task.Delay(50 << failures).GetAwaiter().GetResult();
            }
        }

        return 0;
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        stopping = true;
    }

    private void Answer(InvocationContext invocation, Memory<byte> payload)
    {
        // What AWS's own runtimes set for the X-Ray SDKs.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        var outcome = Invoke(invocation, payload);
        try
        {
            Post(invocation.RequestId, outcome);
        }
        catch (IOException e)
        {
            log.Error("An answer could not be given.", e, invocation.RequestId);
        }
    }

    private FunctionOutcome Invoke(InvocationContext invocation, Memory<byte> payload)
    {
        try
        {
            return function(payload, invocation).AsTask().GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // One event that fails must not take those after it along.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.Error("Unhandled error.", e, invocation.RequestId);
            return new FunctionOutcome(new FunctionError("InternalError", "The function failed; its log says why."));
        }
    }

    private void Post(string requestId, FunctionOutcome outcome)
    {
        var status = outcome.Error is { } error
            ? client.Fail(requestId, error)
            : client.Respond(requestId, outcome.Payload);
        if (status == 413)
        {
            var tooLarge = new FunctionError("ResponseTooLarge", "The answer is larger than Lambda passes on.");
            status = client.Fail(requestId, tooLarge);
        }

        if (status is < 200 or > 299)
            log.Error($"The Runtime API answered {status} to an answer.", null, requestId);
    }
}
