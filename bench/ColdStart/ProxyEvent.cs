using System.Text.Json;

namespace ClothesClassification.ColdStart;

/// <summary>What API Gateway makes of a posted JPEG.</summary>
internal static class ProxyEvent
{
    public static byte[] Of(byte[] jpeg)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("resource", "/predict");
            json.WriteString("path", "/predict");
            json.WriteString("httpMethod", "POST");
            json.WriteStartObject("headers");
            json.WriteString("Content-Type", "image/jpeg");
            json.WriteEndObject();
            json.WriteStartObject("requestContext");
            json.WriteString("requestId", "cold-start");
            json.WriteString("stage", "test");
            json.WriteEndObject();
            json.WriteBase64String("body", jpeg);
            json.WriteBoolean("isBase64Encoded", true);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
