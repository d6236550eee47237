namespace ClothesClassification.LambdaHost.Events;

/// <summary>The mark that Windows programs write before UTF-8; the JSON reader takes it for a misspelling.</summary>
internal static class ByteOrderMark
{
    public static Memory<byte> Skip(Memory<byte> text) =>
        text.Span.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]) ? text[3..] : text;
}
