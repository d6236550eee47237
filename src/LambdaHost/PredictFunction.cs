using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Events;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost;

/// <summary>From an event to its answer, whichever runtime brings it.</summary>
internal sealed class PredictFunction(ApiHandler api, DirectHandler direct, RequestLog requests, JsonLog log)
    : IFunction
{
    private int invocations;

    /// <inheritdoc/>
    public async ValueTask<FunctionOutcome> InvokeAsync(Memory<byte> payload, Invocation invocation)
    {
        var record = new RequestRecord
        {
            RequestId = invocation.RequestId,
            ColdStart = Interlocked.Increment(ref invocations) == 1,
        };
        var outcome = await AnswerAsync(payload, invocation, record).ConfigureAwait(false);
        requests.Write(record);
        return outcome;
    }

    /// <summary>Answers an event of our own, as any other but for the log and the count.</summary>
    public ValueTask<FunctionOutcome> WarmUpAsync(Memory<byte> payload, Invocation invocation) =>
        AnswerAsync(payload, invocation, new RequestRecord { RequestId = invocation.RequestId, ColdStart = true });

    private async ValueTask<FunctionOutcome> AnswerAsync(
        Memory<byte> payload,
        Invocation invocation,
        RequestRecord record
    )
    {
        var start = log.Time.GetTimestamp();
        using var deadline = new Deadline(invocation.Deadline, log.Time);
        try
        {
            using var request = EventReader.Read(payload);
            var context = new RequestContext(request, payload.Length, record, deadline, start, invocation.TraceId);
            return request.Request is null
                ? await direct.AnswerAsync(context).ConfigureAwait(false)
                : await api.AnswerAsync(context).ConfigureAwait(false);
        }
        catch (EventException e)
        {
            (record.Status, record.ErrorCode) = (400, "unknown-event");
            return new FunctionOutcome(new FunctionError("UnknownEvent", e.Message));
        }
        finally
        {
            record.Stages.Total = log.Time.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}
