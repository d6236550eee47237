using System.Text.Json;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>Answers HTTP requests. Whatever happens, the client gets a response: a problem where nothing else.</summary>
internal sealed class ApiHandler(Router router, Cors cors, JsonLog log)
{
    public async ValueTask<FunctionOutcome> AnswerAsync(RequestContext context)
    {
        var request = context.Event.Request!;
        var record = context.Record;
        record.ApiRequestId = request.RequestContext.RequestId;
        ApiResponse response;
        try
        {
            var route = router.Find(request);
            record.Route = $"{route.Method} {route.Path}";
            Acceptance.Check(context.Event.Header("accept"));
            response = await route.AnswerAsync(context).ConfigureAwait(false);
        }
        catch (ProblemException e)
        {
            response = Problem(e, context);
        }
        catch (OperationCanceledException) when (context.Deadline.Token.IsCancellationRequested)
        {
            response = Problem(Deadline.Exceeded(), context);
        }
#pragma warning disable CA1031 // The process lives on, and the client gets a response with an id to report.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.Error("A request failed for a reason of ours.", e, record.RequestId);
            response = Problem(
                new ProblemException(
                    ProblemKinds.Internal,
                    $"The function failed; report the request id {record.RequestId} to its owner."
                ),
                context
            );
        }

        var payload = Finish(response, context);
        // Known only now: the envelope escapes the body's quotes and backslashes.
        if (payload.Length > PredictEndpoint.MaxPayloadBytes)
            payload = Finish(Problem(TooLarge(), context), context);
        return new FunctionOutcome(payload);
    }

    private static ProblemException TooLarge() =>
        new(
            ProblemKinds.AnswerTooLarge,
            "The answer would be larger than the 6 MB that can be passed on; send fewer photos."
        );

    private static ApiResponse Problem(ProblemException problem, RequestContext context)
    {
        context.Record.ErrorCode = problem.Kind.Code;
        var json = JsonSerializer.SerializeToUtf8Bytes(
            ProblemJson.Of(problem, context.Record.RequestId),
            AnswerContext.Default.ProblemJson
        );
        var response = ApiResponse.Of(problem.Kind.Status, ApiResponse.ProblemJson, json);
        if (problem is MethodNotAllowedException { Allow: var allow })
            response.Head.Headers["Allow"] = allow;
        return response;
    }

    private ReadOnlyMemory<byte> Finish(ApiResponse response, RequestContext context)
    {
        var record = context.Record;
        record.Status = response.Head.StatusCode;
        record.Stages.Total = log.Time.GetElapsedTime(context.Start).TotalMilliseconds;
        response.Head.Headers["X-Request-Id"] = record.RequestId;
        if (record.Photos > 0)
            response.Head.Headers["Server-Timing"] = record.Stages.ServerTiming();
        cors.Apply(context.Event, response);
        return EnvelopeWriter.Write(response);
    }
}
