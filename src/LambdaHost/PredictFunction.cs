using ClothesClassification.LambdaHost.Batches;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Events;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost;

/// <summary>
/// From an event to its answer, whichever runtime brings it. On the way down each frame returns what it found out:
/// <code>
/// PredictFunction.InvokeAsync     reads the event; writes the log line
///  ApiHandler.AnswerAsync         HTTP: finds the route; turns exceptions into responses; writes the envelope
///   PredictEndpoint.AnswerAsync   reads the body; writes the JSON of one photo or of several
///    PhotoClassifier.ClassifyAsync  fetches a photo where it has a URL; holds the deadline
///     ImageClassifier.Classify    the library
/// </code>
/// A direct invocation has <see cref="DirectHandler"/> in place of the second and third, a batch of photos in S3
/// <see cref="BatchHandler"/>. A warm-up event is answered at once.
/// </summary>
internal sealed class PredictFunction(
    ApiHandler api,
    DirectHandler direct,
    BatchHandler batches,
    ArrivalHandler arrivals,
    RequestLog requests,
    TimeProvider time
)
{
    private static readonly EventResult WarmUpResult = new(
        new FunctionOutcome("""{"statusCode":200,"body":"warm"}"""u8.ToArray()),
        new RequestSummary(200) { Route = "warm-up", IsWarmUp = true }
    );

    private int invocations;

    /// <inheritdoc cref="Function"/>
    public async ValueTask<FunctionOutcome> InvokeAsync(Memory<byte> payload, InvocationContext invocation)
    {
        var start = time.GetTimestamp();
        var coldStart = invocation.IsWarmUp || Interlocked.Increment(ref invocations) == 1;
        using var deadline = new Deadline(invocation.Deadline, time);
        EventResult result;
        try
        {
            using var request = EventReader.Read(payload);
            var context = new RequestContext(request, payload.Length, invocation, coldStart, deadline, start);
            if (request.IsWarmUp)
                result = WarmUpResult;
            else if (request.IsBatch)
                result = await batches.AnswerAsync(context).ConfigureAwait(false);
            else if (request.IsQueue)
                result = await arrivals.AnswerAsync(context).ConfigureAwait(false);
            else if (request.Request is null)
                result = await direct.AnswerAsync(context).ConfigureAwait(false);
            else
                result = await api.AnswerAsync(context).ConfigureAwait(false);
        }
        catch (EventException e)
        {
            result = new EventResult(
                new FunctionOutcome(new FunctionError("UnknownEvent", e.Message)),
                new RequestSummary(400) { ErrorCode = "unknown-event" }
            );
        }

        if (!invocation.IsWarmUp)
            requests.Write(invocation.RequestId, coldStart, result.Summary, time.GetElapsedTime(start));
        return result.Outcome;
    }
}
