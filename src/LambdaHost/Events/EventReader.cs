using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>
/// Reads an event in one pass over its bytes, and tells by its shape where it comes from: a proxy event has a
/// requestContext, with a method in it (format 2.0, function URLs) or beside it (format 1.0); a direct invocation has a
/// url, an image or images; a batch has Items. Any other event is looked at a second time, for its name. Unknown members are skipped, so that
/// what AWS adds does no harm.
/// </summary>
internal struct EventReader
{
    private readonly APIGatewayProxyRequest request;
    private bool hasContext;
    private bool isLoadBalancer;

    /// <summary>An authorizer is asked about a request in that request's own form, with an ARN beside it.</summary>
    private bool isAuthorizer;

    /// <summary>The event has a url, an image or images itself: it is a direct invocation, unless it has a requestContext.</summary>
    private bool isDirect;

    /// <summary>The event has Items, as a Distributed Map's ItemBatcher makes it.</summary>
    private bool isBatch;

    /// <summary>Method of a format 2.0 event, from its requestContext.</summary>
    private string? method;

    /// <summary>Path of a format 2.0 event, with the stage.</summary>
    private string? rawPath;
    private BodyToken body;

    private EventReader(APIGatewayProxyRequest request) => this.request = request;

    /// <param name="payload">The event; a base64 body is decoded in place.</param>
    /// <exception cref="EventException">It is not a JSON object, or of a shape that is not answered.</exception>
    public static FunctionEvent Read(Memory<byte> payload)
    {
        try
        {
            var context = new APIGatewayProxyRequest.ProxyRequestContext();
            var reader = new EventReader(new APIGatewayProxyRequest { RequestContext = context });
            return reader.ReadObject(ByteOrderMark.Skip(payload));
        }
        // The reader finds broken escapes and broken UTF-8 only when a string is asked for: InvalidOperationException.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new EventException(
                $"The event is not the JSON that is expected ({e.Message}); {EventException.Accepted}.",
                e
            );
        }
    }

    private FunctionEvent ReadObject(Memory<byte> payload)
    {
        var json = new Utf8JsonReader(payload.Span);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new EventException($"The event is not a JSON object; {EventException.Accepted}.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref json);
        if (json.Read())
            throw new EventException($"The event is more than one JSON value; {EventException.Accepted}.");

        request.HttpMethod ??= method;
        request.Path ??= rawPath;
        if (hasContext && !isAuthorizer && request.HttpMethod is not null && request.Path is not null)
            return ReadRequest(payload);
        if (isDirect || isBatch)
            return new FunctionEvent(null, payload) { IsBatch = !isDirect };
        using var other = JsonDocument.Parse(payload);
        if (ForeignEvent.IsQueue(other.RootElement))
            return new FunctionEvent(null, payload) { IsQueue = true };
        return WarmUpEvent.Is(other.RootElement)
            ? new FunctionEvent(null, default) { IsWarmUp = true }
            : throw new EventException(ForeignEvent.Describe(other.RootElement));
    }

    private readonly FunctionEvent ReadRequest(Memory<byte> payload)
    {
        if (!isLoadBalancer)
            return BodyDecoder.Decode(payload, body, request, Envelope.ApiGateway);
        LoadBalancerEvent.DecodeQuery(request);
        return BodyDecoder.Decode(payload, body, request, LoadBalancerEvent.EnvelopeOf(request));
    }

    private void ReadMember(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("requestContext"u8))
            ReadContext(ref json);
        else if (json.ValueTextEquals("httpMethod"u8))
            request.HttpMethod = EventValues.Text(ref json);
        else if (json.ValueTextEquals("path"u8))
            request.Path = EventValues.Text(ref json);
        else if (json.ValueTextEquals("rawPath"u8))
            rawPath = EventValues.Text(ref json);
        else if (json.ValueTextEquals("resource"u8))
            request.Resource = EventValues.Text(ref json);
        else if (json.ValueTextEquals("headers"u8))
            request.Headers = EventValues.Map(ref json, StringComparer.OrdinalIgnoreCase);
        else if (json.ValueTextEquals("multiValueHeaders"u8))
            request.MultiValueHeaders = EventValues.MultiMap(ref json, StringComparer.OrdinalIgnoreCase);
        else if (json.ValueTextEquals("queryStringParameters"u8))
            request.QueryStringParameters = EventValues.Map(ref json, StringComparer.Ordinal);
        else if (json.ValueTextEquals("multiValueQueryStringParameters"u8))
            request.MultiValueQueryStringParameters = EventValues.MultiMap(ref json, StringComparer.Ordinal);
        else if (json.ValueTextEquals("isBase64Encoded"u8))
            request.IsBase64Encoded = EventValues.Flag(ref json);
        else if (json.ValueTextEquals("body"u8))
            body = BodyToken.Read(ref json);
        else
        {
            isAuthorizer |= json.ValueTextEquals("methodArn"u8) || json.ValueTextEquals("routeArn"u8);
            isDirect |=
                json.ValueTextEquals("url"u8) || json.ValueTextEquals("image"u8) || json.ValueTextEquals("images"u8);
            isBatch |= json.ValueTextEquals("Items"u8) || json.ValueTextEquals("BatchInput"u8);
            EventValues.Skip(ref json);
        }
    }

    private void ReadContext(ref Utf8JsonReader json)
    {
        if (!EventValues.StartsObject(ref json))
            return;
        hasContext = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("requestId"u8))
                request.RequestContext.RequestId = EventValues.Text(ref json);
            else if (json.ValueTextEquals("stage"u8))
                request.RequestContext.Stage = EventValues.Text(ref json);
            else if (json.ValueTextEquals("http"u8))
                ReadHttp(ref json);
            else if (json.ValueTextEquals("elb"u8))
            {
                isLoadBalancer = true;
                EventValues.Skip(ref json);
            }
            else
                EventValues.Skip(ref json);
        }
    }

    private void ReadHttp(ref Utf8JsonReader json)
    {
        if (!EventValues.StartsObject(ref json))
            return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("method"u8))
                method = EventValues.Text(ref json) ?? method;
            else
                EventValues.Skip(ref json);
        }
    }
}
