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
/// A direct invocation has <see cref="DirectHandler"/> in place of the second and third.
/// </summary>
internal sealed class PredictFunction(ApiHandler api, DirectHandler direct, RequestLog requests, TimeProvider time)
{
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
            result = request.Request is null
                ? await direct.AnswerAsync(context).ConfigureAwait(false)
                : await api.AnswerAsync(context).ConfigureAwait(false);
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
