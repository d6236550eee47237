namespace ClothesClassification.Inference.Pixels;

/// <summary>Memory of one resampler at a time: the weights of both axes, and the picture between the passes.</summary>
internal sealed class ResampleWorkspace
{
    private byte[] between = [];
    private byte[] turned = [];

    /// <summary>Weights of the upright horizontal axis.</summary>
    public AxisWeights X { get; } = new();

    /// <summary>Weights of the upright vertical axis.</summary>
    public AxisWeights Y { get; } = new();

    public Span<byte> Between(int bytes) => Grow(ref between, bytes);

    public Span<byte> Turned(int bytes) => Grow(ref turned, bytes);

    private static Span<byte> Grow(ref byte[] array, int length)
    {
        if (array.Length < length)
            array = GC.AllocateUninitializedArray<byte>(length);
        return array.AsSpan(0, length);
    }
}
