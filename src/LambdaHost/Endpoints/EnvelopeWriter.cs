using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClothesClassification.LambdaHost.Events;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>
/// Writes the answer to a proxy integration, the same for payload formats 1.0 and 2.0, or to a load balancer. The body goes
/// from UTF-8 to UTF-8.
/// </summary>
internal static class EnvelopeWriter
{
    // The envelope is read by API Gateway alone, never by a browser: only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static ReadOnlyMemory<byte> Write(ApiResponse response, Envelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>(response.Body.Length + (response.Body.Length / 4) + 512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode"u8, response.Head.StatusCode);
            if (envelope != Envelope.ApiGateway)
                json.WriteString("statusDescription"u8, StatusDescription(response.Head.StatusCode));
            WriteHeaders(json, response.Head.Headers, envelope == Envelope.LoadBalancerMultiValue);
            json.WriteString("body"u8, response.Body.Span);
            json.WriteBoolean("isBase64Encoded"u8, false);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteHeaders(Utf8JsonWriter json, IDictionary<string, string> headers, bool multiValue)
    {
        json.WriteStartObject(multiValue ? "multiValueHeaders"u8 : "headers"u8);
        foreach (var (name, value) in headers)
        {
            if (!multiValue)
            {
                json.WriteString(name, value);
                continue;
            }

            json.WriteStartArray(name);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string StatusDescription(int status)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return $"{status} {response.ReasonPhrase}";
    }
}
