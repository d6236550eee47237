using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;

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
    public static FunctionEvent Decode(
        Memory<byte> payload,
        BodyToken token,
        APIGatewayProxyRequest request,
        Envelope envelope
    )
    {
        var text = payload.Slice(token.Start, token.Length);
        byte[]? rented = null;
        if (token.IsEscaped)
        {
            var json = new Utf8JsonReader(payload.Span.Slice(token.Start - 1, token.Length + 2));
            json.Read();
            rented = ArrayPool<byte>.Shared.Rent(token.Length + 2);
            text = rented.AsMemory(0, json.CopyString(rented));
        }

        if (!request.IsBase64Encoded)
            return new FunctionEvent(request, text, rented) { Envelope = envelope };
        var status = Base64.DecodeFromUtf8InPlace(text.Span, out var written);
        return new FunctionEvent(request, text[..written], rented)
        {
            Envelope = envelope,
            BodyIsBroken = status != OperationStatus.Done,
        };
    }
}
