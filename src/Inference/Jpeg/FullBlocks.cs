namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// 8 x 8 samples a block. With AVX2 a block waits for a second one, as two are transformed at a time; those that have only
/// DC need no transform, and do not take part.
/// </summary>
internal ref struct FullBlocks(Span<byte> planes, Span<short> memory) : IBlockDecoder
{
    /// <summary>16-bit numbers of memory: two blocks.</summary>
    public const int MemoryLength = 2 * ZigZag.BlockLength;

    private readonly Span<byte> planes = planes;
    private readonly Span<short> memory = memory[..MemoryLength];
    private readonly bool takesTwo = VectorDct.TakesTwo;
    private Component? waiting;
    private int waitingOffset;

    public static int Side => 8;

    public void Decode(ref BitReader bits, Component component, int offset)
    {
        var block = memory.Slice(waiting is null ? 0 : ZigZag.BlockLength, ZigZag.BlockLength);
        if (BlockReader.Read(ref bits, component, block, ZigZag.Coefficients))
        {
            InverseDct.Fill(InverseDct.Flat(block[0], component), Side, planes[offset..], component.Stride);
            block[0] = 0;
        }
        else if (waiting is null)
        {
            (waiting, waitingOffset) = (component, offset);
            if (!takesTwo)
                Finish();
        }
        else
        {
            VectorDct.Two(memory, block, waiting, component, planes[waitingOffset..], planes[offset..]);
            memory.Clear();
            waiting = null;
        }
    }

    public void Finish()
    {
        if (waiting is null)
            return;
        InverseDct.Full(memory, waiting, planes[waitingOffset..], waiting.Stride);
        memory.Clear();
        waiting = null;
    }
}
