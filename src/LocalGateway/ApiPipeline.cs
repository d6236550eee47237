using System.Diagnostics;
using ClothesClassification.LocalGateway.Access;
using ClothesClassification.LocalGateway.Answers;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Events;
using ClothesClassification.LocalGateway.Requests;
using ClothesClassification.LocalGateway.Routing;
using ClothesClassification.LocalGateway.Runtime;

namespace ClothesClassification.LocalGateway;

/// <summary>A request's way through the API: route, access, body, validation, integration, answer.</summary>
internal sealed class ApiPipeline
{
    private readonly ApiDescription api;
    private readonly FunctionPool functions;
    private readonly TimeProvider time;
    private readonly RouteTable routes;
    private readonly AccessControl access;
    private readonly RequestValidator validator;
    private readonly ProxyEventWriter events;
    private readonly AnswerMapper mapper;
    private readonly MockIntegration mocks;
    private readonly GatewayErrorWriter errors;
    private readonly BodyReader bodies = new();

    public ApiPipeline(ApiDescription api, FunctionPool functions, TimeProvider time)
    {
        this.api = api;
        this.functions = functions;
        this.time = time;
        routes = new RouteTable(api);
        access = new AccessControl(api, time);
        validator = new RequestValidator(api);
        events = new ProxyEventWriter(api);
        mapper = new AnswerMapper(api.BinaryMediaTypes);
        mocks = new MockIntegration(api.BinaryMediaTypes);
        errors = new GatewayErrorWriter(api);
    }

    /// <summary>Answers a request, whatever happens to it.</summary>
    /// <exception cref="OperationCanceledException">The caller is gone while its body was read.</exception>
    public async Task<Exchange> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var exchange = new Exchange(request, RequestIds.Create(time.GetUtcNow()), time.GetUtcNow());
        var started = Stopwatch.GetTimestamp();
        var error = await RunAsync(exchange, cancellationToken).ConfigureAwait(false);
        if (error is not null)
            exchange.Answer = errors.Write(error, request, exchange.Ids);
        exchange.Duration = Stopwatch.GetElapsedTime(started);
        return exchange;
    }

    private async Task<GatewayError?> RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var request = exchange.Request;
        if (!IsInStage(request.Path))
            return request.Path == "/"
                ? GatewayErrors.MissingAuthenticationToken("The path has no stage.") with
                {
                    Type = "",
                }
                : GatewayErrors.Forbidden($"There is no such stage: the path has to begin with /{api.Stage.Name}/.");
        if (routes.Find(request.Method, events.PathOf(request)) is not { } match)
            return GatewayErrors.MissingAuthenticationToken(
                $"The API has no route {request.Method} {events.PathOf(request)}."
            );
        var route = match.Route.Description;
        if (access.Check(route, request.Header("x-api-key"), out var key) is { } refusal)
            return refusal;
        var announced = long.TryParse(request.Header("Content-Length"), out var length) ? length : (long?)null;
        if (announced > PayloadLimits.Request)
            return TooLarge();
        using var room = bodies.TryReserve(announced);
        if (room is null)
            return GatewayErrors.Throttled("The bodies of the requests that are being answered take up all room.");
        var body = await request.ReadBody(PayloadLimits.Request, cancellationToken).ConfigureAwait(false);
        if (body is null)
            return TooLarge();
        if (await validator.CheckAsync(request, match, body).ConfigureAwait(false) is { } invalid)
            return invalid;
        if (route.Integration.Type == IntegrationDescription.Mock)
        {
            (exchange.Answer, var failure) = mocks.Answer(route.Integration, request, exchange.Ids);
            return failure;
        }

        var type = MediaTypes.First(request.Header("Content-Type")) ?? MediaTypes.Default;
        var isBinary = body.Length > 0 && MediaTypes.IsBinary(api.BinaryMediaTypes, type);
        exchange.Event = events.Write(new ProxyEvent(request, match, key, body, isBinary, exchange.Ids, exchange.Time));
        return await InvokeAsync(exchange, route.Integration).ConfigureAwait(false);
    }

    private static GatewayError TooLarge() =>
        GatewayErrors.RequestTooLarge($"The body has more than {PayloadLimits.Request} bytes, API Gateway's limit.");

    private async Task<GatewayError?> InvokeAsync(Exchange exchange, IntegrationDescription integration)
    {
        if (exchange.Event.Length > PayloadLimits.Invocation)
            return GatewayErrors.RequestTooLarge(
                $"The event has {exchange.Event.Length} bytes, with a binary body as base64; "
                    + $"Lambda takes {PayloadLimits.Invocation}."
            );
        var invocation = new InvocationRequest(exchange.Ids.RequestId, exchange.Event, exchange.Ids.TraceRoot)
        {
            WantsLog = exchange.Request.WantsLog,
        };
        using var timeout = new CancellationTokenSource(integration.TimeoutMs);
        try
        {
            exchange.Result = await functions.InvokeAsync(invocation, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return GatewayErrors.Timeout($"There was no answer within {integration.TimeoutMs} ms.");
        }
        catch (FunctionBusyException e)
        {
            return GatewayErrors.Throttled(e.Message);
        }

        if (exchange.Result.Outcome.Fault is { } fault)
            return GatewayErrors.BadAnswer(fault.Message);
        try
        {
            var answer = FunctionAnswerReader.Read(exchange.Result.Outcome.Payload);
            (exchange.Answer, var failure) = mapper.Map(answer, exchange.Request, exchange.Ids);
            return failure;
        }
        catch (MalformedAnswerException e)
        {
            return GatewayErrors.BadAnswer(e.Message);
        }
    }

    private bool IsInStage(string path)
    {
        var stage = api.Stage.Name;
        return path.Length > stage.Length
            && path[0] == '/'
            && path.AsSpan(1).StartsWith(stage, StringComparison.Ordinal)
            && (path.Length == stage.Length + 1 || path[stage.Length + 1] == '/');
    }
}
