namespace ClothesClassification.Inference.Jpeg;

/// <summary>4 x 4 samples a block, from 16 coefficients.</summary>
internal readonly ref struct HalfBlocks(Span<byte> planes, Span<short> memory) : IBlockDecoder
{
    /// <summary>The last of the coefficients is the 25th along the zigzag.</summary>
    private const int Until = 25;

    private readonly Span<byte> planes = planes;
    private readonly Span<short> memory = memory[..ZigZag.BlockLength];

    public static int Side => 4;

    public void Decode(ref BitReader bits, Component component, int offset)
    {
        var target = planes[offset..];
        if (BlockReader.Read(ref bits, component, memory, Until))
        {
            InverseDct.Fill(InverseDct.Flat(memory[0], component), Side, target, component.Stride);
            memory[0] = 0;
        }
        else
        {
            InverseDct.Half(memory, component, target, component.Stride);
            memory.Clear();
        }
    }

    public void Finish() { }
}
