using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>
/// Writes the answer to a proxy integration; the same for payload formats 1.0 and 2.0. The body goes from UTF-8 to UTF-8.
/// </summary>
internal static class EnvelopeWriter
{
    // The envelope is read by API Gateway alone, never by a browser: only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static ReadOnlyMemory<byte> Write(ApiResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>(response.Body.Length + (response.Body.Length / 4) + 512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode"u8, response.Head.StatusCode);
            json.WriteStartObject("headers"u8);
            foreach (var (name, value) in response.Head.Headers)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteString("body"u8, response.Body.Span);
            json.WriteBoolean("isBase64Encoded"u8, false);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
