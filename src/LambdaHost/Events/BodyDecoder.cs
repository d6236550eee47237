using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace ClothesClassification.LambdaHost.Events;

/// <summary>Where the body's text lies in the event, without its quotes.</summary>
internal readonly record struct BodyToken(int Start, int Length, bool IsEscaped)
{
    public static BodyToken Read(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
            return Of(json);
        json.Skip();
        return default;
    }

    /// <summary>The text that the reader is at.</summary>
    public static BodyToken Of(in Utf8JsonReader json) =>
        new((int)json.TokenStartIndex + 1, json.ValueSpan.Length, json.ValueIsEscaped);
}

/// <summary>
/// Gives the body's bytes. isBase64Encoded alone decides whether it is base64. A binary body has no escapes, and its
/// bytes are shorter than its text: it is decoded where it lies, without a copy.
/// </summary>
internal static class BodyDecoder
{
    /// <exception cref="InvalidOperationException">The text is not valid UTF-8.</exception>
    public static void Decode(Memory<byte> payload, BodyToken token, bool isBase64, FunctionEvent target)
    {
        target.SetBody(payload.Slice(token.Start, token.Length));
        if (token.IsEscaped)
            Unescape(payload.Span.Slice(token.Start - 1, token.Length + 2), target);
        if (!isBase64)
            return;
        var status = Base64.DecodeFromUtf8InPlace(target.Body.Span, out var written);
        target.SetBody(target.Body[..written], broken: status != OperationStatus.Done);
    }

    private static void Unescape(ReadOnlySpan<byte> quoted, FunctionEvent target)
    {
        var json = new Utf8JsonReader(quoted);
        json.Read();
        target.SetRentedBody(json.CopyString(target.Rent(quoted.Length)));
    }
}
