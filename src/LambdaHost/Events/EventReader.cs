using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>
/// Reads an event in one pass over its bytes, and tells by its shape where it comes from: a proxy event has a
/// requestContext, with a method in it (format 2.0, function URLs) or beside it (format 1.0); a direct invocation has a
/// url or an image. Unknown members are skipped, so that what AWS adds does no harm.
/// </summary>
internal static class EventReader
{
    /// <param name="payload">The event; a base64 body is decoded in place.</param>
    /// <exception cref="EventException">It is not a JSON object, or of a shape that is not answered.</exception>
    public static FunctionEvent Read(Memory<byte> payload)
    {
        try
        {
            return ReadObject(payload);
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

    private static FunctionEvent ReadObject(Memory<byte> payload)
    {
        var json = new Utf8JsonReader(payload.Span);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new EventException($"The event is not a JSON object; {EventException.Accepted}.");
        var request = new APIGatewayProxyRequest { RequestContext = new APIGatewayProxyRequest.ProxyRequestContext() };
        var shape = new EventShape();
        var body = default(BodyToken);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref json, request, ref shape, ref body);
        if (json.Read())
            throw new EventException($"The event is more than one JSON value; {EventException.Accepted}.");
        return Finish(payload, request, shape, body);
    }

    private static void ReadMember(
        ref Utf8JsonReader json,
        APIGatewayProxyRequest request,
        ref EventShape shape,
        ref BodyToken body
    )
    {
        if (json.ValueTextEquals("requestContext"u8))
            RequestContextReader.Read(ref json, request, ref shape);
        else if (json.ValueTextEquals("httpMethod"u8))
            request.HttpMethod = EventValues.Text(ref json);
        else if (json.ValueTextEquals("path"u8))
            request.Path = EventValues.Text(ref json);
        else if (json.ValueTextEquals("rawPath"u8))
            shape.RawPath = EventValues.Text(ref json);
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
            shape.IsDirect |= json.ValueTextEquals("url"u8) || json.ValueTextEquals("image"u8);
            json.Read();
            json.Skip();
        }
    }

    private static FunctionEvent Finish(
        Memory<byte> payload,
        APIGatewayProxyRequest request,
        EventShape shape,
        BodyToken body
    )
    {
        request.HttpMethod ??= shape.Method;
        request.Path ??= shape.RawPath;
        if (shape.HasContext && request.HttpMethod is not null && request.Path is not null)
        {
            var answered = new FunctionEvent { Request = request };
            BodyDecoder.Decode(payload, body, request.IsBase64Encoded, answered);
            return answered;
        }

        if (!shape.IsDirect)
            throw new EventException($"The event has neither a requestContext nor a url; {EventException.Accepted}.");
        var direct = new FunctionEvent();
        direct.SetBody(payload);
        return direct;
    }
}
