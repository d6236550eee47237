using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>Reads the requestContext of a proxy event: what the host uses of it.</summary>
internal static class RequestContextReader
{
    public static void Read(ref Utf8JsonReader json, APIGatewayProxyRequest request, ref EventShape shape)
    {
        if (!EventValues.StartsObject(ref json))
            return;
        shape.HasContext = true;
        var context = request.RequestContext;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("requestId"u8))
                context.RequestId = EventValues.Text(ref json);
            else if (json.ValueTextEquals("stage"u8))
                context.Stage = EventValues.Text(ref json);
            else if (json.ValueTextEquals("http"u8))
                shape.Method = ReadMethod(ref json) ?? shape.Method;
            else
                EventValues.Pass(ref json);
        }
    }

    private static string? ReadMethod(ref Utf8JsonReader json)
    {
        if (!EventValues.StartsObject(ref json))
            return null;
        string? method = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("method"u8))
                method = EventValues.Text(ref json);
            else
                EventValues.Pass(ref json);
        }

        return method;
    }
}
