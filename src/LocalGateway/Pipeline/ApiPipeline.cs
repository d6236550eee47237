using System.Diagnostics;
using ClothesClassification.LocalGateway.Access;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Events;
using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Responses;
using ClothesClassification.LocalGateway.Routing;
using ClothesClassification.LocalGateway.Runtime;

namespace ClothesClassification.LocalGateway.Pipeline;

/// <summary>The steps of an API request: route, access, body, validation, integration, response.</summary>
internal sealed class ApiPipeline(ApiDescription api, FunctionPool functions, BodyReader bodies, TimeProvider time)
{
    private readonly RouteTable routes = new(api);
    private readonly AccessControl access = new(api, time);
    private readonly RequestValidator validator = new(api);
    private readonly ProxyEventWriter events = new(api);
    private readonly ProxyResponseMapper mapper = new(api.BinaryMediaTypes);
    private readonly MockIntegration mocks = new(api.BinaryMediaTypes);
    private readonly GatewayResponseWriter gatewayResponses = new(api);

    /// <summary>Responds to a request, with one of the gateway's own responses where a step fails.</summary>
    /// <exception cref="OperationCanceledException">The caller disconnected while its body was read.</exception>
    public async Task<HttpExchange> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (now, started) = (time.GetUtcNow(), Stopwatch.GetTimestamp());
        var ids = RequestIds.Create(now);
        ReadOnlyMemory<byte> proxyEvent = default;
        InvocationResult? result = null;
        MethodResponse response;
        try
        {
            var match = Route(request);
            var integration = match.Route.Description.Integration;
            var key = access.Check(match.Route.Description, request.Header("x-api-key"));
            using var reservation = Reserve(request);
            var body =
                await request.ReadBody(PayloadLimits.Request, cancellationToken).ConfigureAwait(false)
                ?? throw TooLarge();
            await validator.CheckAsync(request, match, body).ConfigureAwait(false);
            if (integration.Type == IntegrationDescription.Mock)
                response = mocks.Respond(integration, request, ids);
            else
            {
                proxyEvent = events.Write(new ProxyEvent(request, match, key, body, ids, now));
                result = await InvokeAsync(request, proxyEvent, ids, integration.TimeoutMs).ConfigureAwait(false);
                response = mapper.Map(result.Outcome, request, ids);
            }
        }
        catch (GatewayException e)
        {
            response = gatewayResponses.Write(e, request, ids);
        }

        return new HttpExchange(request, ids, now, response)
        {
            Event = proxyEvent,
            Result = result,
            Duration = Stopwatch.GetElapsedTime(started),
        };
    }

    private RouteMatch Route(ApiRequest request)
    {
        var path = request.PathIn(api.Stage.Name) ?? throw GatewayErrors.NoStage(request.Path, api.Stage.Name);
        return routes.Find(request.Method, path)
            ?? throw GatewayErrors.MissingAuthenticationToken($"The API has no route {request.Method} {path}.");
    }

    private BodyReader.Reservation Reserve(ApiRequest request)
    {
        if (request.BodyLength > PayloadLimits.Request)
            throw TooLarge();
        return bodies.TryReserve(request.BodyLength) ?? throw GatewayErrors.Throttled(BodyReader.Full);
    }

    private static GatewayException TooLarge() =>
        GatewayErrors.RequestTooLarge($"The body has more than {PayloadLimits.Request} bytes, API Gateway's limit.");

    private async Task<InvocationResult> InvokeAsync(
        ApiRequest request,
        ReadOnlyMemory<byte> proxyEvent,
        RequestIds ids,
        int timeoutMs
    )
    {
        if (proxyEvent.Length > PayloadLimits.Invocation)
            throw GatewayErrors.RequestTooLarge(
                $"The event has {proxyEvent.Length} bytes, with a binary body as base64; "
                    + $"Lambda takes {PayloadLimits.Invocation}."
            );
        var invocation = new InvocationRequest(ids.RequestId, proxyEvent, ids.TraceRoot)
        {
            WantsLog = request.WantsLog,
        };
        using var timeout = new CancellationTokenSource(timeoutMs);
        try
        {
            return await functions.InvokeAsync(invocation, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw GatewayErrors.Timeout($"The function did not respond within {timeoutMs} ms.");
        }
        catch (FunctionBusyException e)
        {
            throw GatewayErrors.Throttled(e.Message);
        }
    }
}
