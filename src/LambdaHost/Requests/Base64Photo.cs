using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Events;

namespace ClothesClassification.LambdaHost.Requests;

/// <summary>Decodes a photo's base64 where it lies in the JSON; base64url and a data: URL are taken too.</summary>
internal static class Base64Photo
{
    private const int MaxPrefixLength = 128;

    private static readonly SearchValues<byte> NotPlain = SearchValues.Create("-_ \t\r\n"u8);

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

        var valid = TryDecode(text.Span, out var written);
        bytes = text[..written];
        return valid;
    }

    private static bool TryDecode(Span<byte> text, out int written)
    {
        if (text.Length % 4 == 0 && !text.ContainsAny(NotPlain))
            return Base64.DecodeFromUtf8InPlace(text, out written) == OperationStatus.Done;
        // The other decoder takes padding that is missing and line breaks, but the letters of base64url alone.
        text.Replace((byte)'+', (byte)'-');
        text.Replace((byte)'/', (byte)'_');
        try
        {
            written = Base64Url.DecodeFromUtf8InPlace(text);
            return true;
        }
        catch (FormatException)
        {
            written = 0;
            return false;
        }
    }
}
