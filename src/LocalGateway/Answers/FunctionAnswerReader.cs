using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClothesClassification.LocalGateway.Requests;

namespace ClothesClassification.LocalGateway.Answers;

/// <summary>
/// Reads a function's answer as strictly as API Gateway does: every field may be absent, no other field may be there.
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html"/>,
/// output format.
/// </summary>
internal static class FunctionAnswerReader
{
    /// <exception cref="MalformedAnswerException">API Gateway would answer 502.</exception>
    public static FunctionAnswer Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new MalformedAnswerException("", $"the answer is not JSON ({e.Message})");
        }
    }

    private static FunctionAnswer Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new MalformedAnswerException("", $"the answer is {Describe(root)}; expected an object");
        var answer = new FunctionAnswer();
        foreach (var property in root.EnumerateObject())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case "statusCode":
                    answer.StatusCode = ReadStatus(value);
                    break;
                case "headers":
                    ReadHeaders(value, answer);
                    break;
                case "multiValueHeaders":
                    ReadMultiValueHeaders(value, answer);
                    break;
                case "body":
                    answer.Body = ReadBody(value);
                    break;
                case "isBase64Encoded":
                    answer.IsBase64Encoded = ReadFlag(value);
                    break;
                default:
                    throw new MalformedAnswerException(
                        property.Name,
                        "an unknown field; expected statusCode, headers, multiValueHeaders, body and isBase64Encoded only"
                    );
            }
        }

        return answer;
    }

    // A text of digits passes, as in API Gateway: its own examples have it.
    private static int ReadStatus(JsonElement value)
    {
        var isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt32(out var number) && number is >= 200 and <= 599,
            JsonValueKind.String => int.TryParse(
                value.GetString(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            ) && number is >= 200 and <= 599,
            _ => false,
        };
        if (!isNumber)
            throw new MalformedAnswerException("statusCode", $"{Describe(value)}; expected a number, 200 to 599");
        return value.ValueKind == JsonValueKind.Number
            ? value.GetInt32()
            : int.Parse(value.GetString()!, CultureInfo.InvariantCulture);
    }

    private static void ReadHeaders(JsonElement headers, FunctionAnswer answer)
    {
        if (headers.ValueKind == JsonValueKind.Null)
            return;
        if (headers.ValueKind != JsonValueKind.Object)
            throw new MalformedAnswerException("headers", $"{Describe(headers)}; expected an object");
        foreach (var header in headers.EnumerateObject())
            AddHeader(answer, header.Name, header.Value, $"headers.{header.Name}");
    }

    private static void ReadMultiValueHeaders(JsonElement headers, FunctionAnswer answer)
    {
        if (headers.ValueKind == JsonValueKind.Null)
            return;
        if (headers.ValueKind != JsonValueKind.Object)
            throw new MalformedAnswerException("multiValueHeaders", $"{Describe(headers)}; expected an object");
        foreach (var header in headers.EnumerateObject())
        {
            var field = $"multiValueHeaders.{header.Name}";
            if (header.Value.ValueKind != JsonValueKind.Array)
                throw new MalformedAnswerException(field, $"{Describe(header.Value)}; expected an array of texts");
            // One that is in both stands once: the values here include those of headers.
            var known = answer
                .Headers.Where(h => h.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase))
                .Select(h => h.Value)
                .ToList();
            foreach (var value in header.Value.EnumerateArray())
            {
                if (value.ValueKind != JsonValueKind.String || !known.Contains(value.GetString()!))
                    AddHeader(answer, header.Name, value, field);
            }
        }
    }

    private static void AddHeader(FunctionAnswer answer, string name, JsonElement value, string field)
    {
        if (!HeaderSyntax.IsName(name))
            throw new MalformedAnswerException(field, "not a header's name");
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw new MalformedAnswerException(field, $"{Describe(value)}; expected a text"),
        };
        if (!HeaderSyntax.IsValue(text))
            throw new MalformedAnswerException(field, "a text with control characters");
        answer.Headers.Add((name, text));
    }

    private static ReadOnlyMemory<byte> ReadBody(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return default;
        if (value.ValueKind != JsonValueKind.String)
            throw new MalformedAnswerException(
                "body",
                $"{Describe(value)}; expected a text (JSON has to be serialized into one)"
            );
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
            throw new MalformedAnswerException("body", "a text with half a surrogate pair");
        }
    }

    private static bool ReadFlag(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new MalformedAnswerException("isBase64Encoded", $"{Describe(value)}; expected true or false"),
        };

    private static string Describe(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "the text " + Shorten(value.GetRawText()),
            JsonValueKind.Null => "null",
            _ => Shorten(value.GetRawText()),
        };

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
