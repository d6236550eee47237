namespace ClothesClassification.Inference.Pixels;

/// <summary>Memory that is reused from photo to photo and grows to the largest that was needed.</summary>
internal sealed class ScratchBuffer
{
    private byte[] bytes = [];

    /// <summary>The first bytes of the memory. They keep what they hold, unless the memory has to grow.</summary>
    public Span<byte> Reserve(int length)
    {
        if (bytes.Length < length)
            bytes = GC.AllocateUninitializedArray<byte>(length);
        return bytes.AsSpan(0, length);
    }
}
