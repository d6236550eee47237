using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Events;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>Answers HTTP requests. Whatever happens, the client gets a response, if need be a problem.</summary>
internal sealed class ApiHandler(Router router, Cors cors, ExceptionMapper exceptions)
{
    // Over its own limit, lower than Lambda's, a load balancer answers 502.
    private const int MaxLoadBalancerBytes = 1 << 20;

    public async ValueTask<EventResult> AnswerAsync(RequestContext context)
    {
        var request = context.Event.Request!;
        Route? route = null;
        ApiResponse response;
        try
        {
            route = router.Find(request);
            Acceptance.Check(context.Event.Header("accept"));
            response = await route.AnswerAsync(context).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The process lives on, and the client gets a response with an id to report.
        catch (Exception e)
#pragma warning restore CA1031
        {
            response = ApiResponse.Of(exceptions.ToProblem(e, context), context.Invocation.RequestId);
        }

        var payload = Finish(response, context);
        // Known only now: the envelope escapes the body's quotes and backslashes.
        var maxBytes =
            context.Event.Envelope == Envelope.ApiGateway ? PredictEndpoint.MaxPayloadBytes : MaxLoadBalancerBytes;
        if (payload.Length > maxBytes)
        {
            var problem = new Problem(
                ProblemKinds.AnswerTooLarge,
                $"The answer would be larger than the {maxBytes >> 20} MB that can be passed on; send fewer photos."
            );
            response = ApiResponse.Of(problem, context.Invocation.RequestId) with { Photos = response.Photos };
            payload = Finish(response, context);
        }

        var summary = new RequestSummary(response.Head.StatusCode)
        {
            ApiRequestId = request.RequestContext.RequestId,
            Route = route is null ? null : $"{route.Method} {route.Path}",
            ErrorCode = response.ErrorCode,
            Photos = response.Photos,
        };
        return new EventResult(new FunctionOutcome(payload), summary);
    }

    private ReadOnlyMemory<byte> Finish(ApiResponse response, RequestContext context)
    {
        var headers = response.Head.Headers;
        headers["X-Request-Id"] = context.Invocation.RequestId;
        if (response.Photos.Count > 0)
            headers["Server-Timing"] = response.Photos.Stages.ServerTiming(
                context.Deadline.Time.GetElapsedTime(context.Start)
            );
        cors.Apply(context.Event, response);
        return EnvelopeWriter.Write(response, context.Event.Envelope);
    }
}
