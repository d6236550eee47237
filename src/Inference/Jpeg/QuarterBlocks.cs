namespace ClothesClassification.Inference.Jpeg;

/// <summary>2 x 2 samples a block, from 4 coefficients.</summary>
internal readonly ref struct QuarterBlocks(Span<byte> planes, Span<short> memory) : IBlockDecoder
{
    /// <summary>The last of the coefficients is the fifth along the zigzag.</summary>
    private const int Until = 5;

    private readonly Span<byte> planes = planes;
    private readonly Span<short> memory = memory[..ZigZag.BlockLength];

    public static int Side => 2;

    public void Decode(ref BitReader bits, Component component, int offset)
    {
        BlockReader.Read(ref bits, component, memory, Until);
        InverseDct.Quarter(memory, component, planes[offset..], component.Stride);
        memory.Clear();
    }

    public void Finish() { }
}
