namespace ClothesClassification.Inference.Jpeg;

/// <summary>One sample a block: its mean. Only DC is decoded; all that counts of the rest is where it ends.</summary>
internal readonly ref struct DcBlocks(Span<byte> planes) : IBlockDecoder
{
    private readonly Span<byte> planes = planes;

    public static int Side => 1;

    public void Decode(ref BitReader bits, Component component, int offset)
    {
        planes[offset] = InverseDct.Flat(BlockReader.ReadDc(ref bits, component), component);
        BlockReader.SkipRest(ref bits, component, 1);
    }

    public void Finish() { }
}
