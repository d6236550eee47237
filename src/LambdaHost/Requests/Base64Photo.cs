using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Events;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>Decodes a photo's base64 where it lies in the JSON; a data: URL is taken too, as browsers make them.</summary>
internal static class Base64Photo
{
    private const int MaxPrefixLength = 128;

    public static bool TryDecode(Memory<byte> body, BodyToken token, out ReadOnlyMemory<byte> bytes)
    {
        var text = body.Slice(token.Start, token.Length);
        if (token.IsEscaped)
        {
            // Some writers escape every slash.
            var json = new Utf8JsonReader(body.Span.Slice(token.Start - 1, token.Length + 2));
            json.Read();
            var unescaped = new byte[token.Length];
            text = unescaped.AsMemory(0, json.CopyString(unescaped));
        }

        if (text.Span.StartsWith("data:"u8))
        {
            var comma = text.Span[..Math.Min(MaxPrefixLength, text.Length)].IndexOf((byte)',');
            if (comma < 0 || !text.Span[..comma].EndsWith(";base64"u8))
            {
                bytes = default;
                return false;
            }

            text = text[(comma + 1)..];
        }

        var status = Base64.DecodeFromUtf8InPlace(text.Span, out var written);
        bytes = text[..written];
        return status == OperationStatus.Done;
    }
}
