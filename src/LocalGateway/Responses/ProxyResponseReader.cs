using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Http;
using Microsoft.AspNetCore.Http;

namespace ClothesClassification.LocalGateway.Responses;

/// <summary>
/// Reads a function's response as strictly as API Gateway does: every field may be absent, no other field may be there.
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html"/>,
/// output format.
/// </summary>
internal static class ProxyResponseReader
{
    private const string UnpairedSurrogate = "a string with an unpaired surrogate";

    /// <exception cref="GatewayException">API Gateway would answer 502.</exception>
    public static ProxyResponse Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw Malformed("", $"the response is not JSON ({e.Message})");
        }
        // Found only when a text or a name is asked for.
        catch (InvalidOperationException)
        {
            throw Malformed("", UnpairedSurrogate);
        }
    }

    private static ProxyResponse Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Malformed("", $"the response is {Describe(root)}; expected an object");
        var response = new ProxyResponse();
        foreach (var property in root.EnumerateObject())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case "statusCode":
                    response.StatusCode = ReadStatus(value);
                    break;
                case "headers":
                    ReadHeaders(value, response);
                    break;
                case "multiValueHeaders":
                    ReadMultiValueHeaders(value, response);
                    break;
                case "body":
                    response.Body = ReadBody(value);
                    break;
                case "isBase64Encoded":
                    response.IsBase64Encoded = ReadFlag(value);
                    break;
                default:
                    throw Malformed(
                        property.Name,
                        "an unknown field; expected statusCode, headers, multiValueHeaders, body and isBase64Encoded only"
                    );
            }
        }

        return response;
    }

    // A text of digits passes, as in API Gateway: its own examples have it.
    private static int ReadStatus(JsonElement value)
    {
        var status = 0;
        var isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt32(out status),
            JsonValueKind.String => int.TryParse(
                value.GetString(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out status
            ),
            _ => false,
        };
        return isNumber && status is >= 200 and <= 599
            ? status
            : throw Malformed("statusCode", $"{Describe(value)}; expected a number, 200 to 599");
    }

    private static void ReadHeaders(JsonElement headers, ProxyResponse response)
    {
        if (headers.ValueKind == JsonValueKind.Null)
            return;
        if (headers.ValueKind != JsonValueKind.Object)
            throw Malformed("headers", $"{Describe(headers)}; expected an object");
        foreach (var header in headers.EnumerateObject())
            AddHeader(response, header.Name, header.Value, $"headers.{header.Name}");
    }

    private static void ReadMultiValueHeaders(JsonElement headers, ProxyResponse response)
    {
        if (headers.ValueKind == JsonValueKind.Null)
            return;
        if (headers.ValueKind != JsonValueKind.Object)
            throw Malformed("multiValueHeaders", $"{Describe(headers)}; expected an object");
        foreach (var header in headers.EnumerateObject())
        {
            var field = $"multiValueHeaders.{header.Name}";
            if (header.Value.ValueKind != JsonValueKind.Array)
                throw Malformed(field, $"{Describe(header.Value)}; expected an array of strings");
            // A value that is in both is sent once: the values here include those of headers.
            var known = response.Headers[header.Name].ToList();
            foreach (var value in header.Value.EnumerateArray())
            {
                if (value.ValueKind != JsonValueKind.String || !known.Contains(value.GetString()!))
                    AddHeader(response, header.Name, value, field);
            }
        }
    }

    private static void AddHeader(ProxyResponse response, string name, JsonElement value, string field)
    {
        if (!HeaderSyntax.IsName(name))
            throw Malformed(field, "not a header's name");
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw Malformed(field, $"{Describe(value)}; expected a string"),
        };
        if (!HeaderSyntax.IsValue(text))
            throw Malformed(field, "a string with control characters");
        response.Headers.Append(name, text);
    }

    private static ReadOnlyMemory<byte> ReadBody(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return default;
        if (value.ValueKind != JsonValueKind.String)
            throw Malformed("body", $"{Describe(value)}; expected a string (JSON has to be serialized into one)");
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        // A body without escapes, as base64 is, needs no decoding.
        if (!raw.Contains((byte)'\\'))
            return raw.ToArray();
        try
        {
            return Encoding.UTF8.GetBytes(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            throw Malformed("body", UnpairedSurrogate);
        }
    }

    private static bool ReadFlag(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw Malformed("isBase64Encoded", $"{Describe(value)}; expected true or false"),
        };

    private static GatewayException Malformed(string field, string message) =>
        GatewayErrors.BadResponse(
            $"Malformed Lambda proxy response: {(field.Length == 0 ? "" : $"{field}: ")}{message}"
        );

    private static string Describe(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "the string " + Shorten(value.GetRawText()),
            JsonValueKind.Null => "null",
            _ => Shorten(value.GetRawText()),
        };

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
