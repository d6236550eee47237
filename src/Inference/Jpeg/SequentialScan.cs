namespace ClothesClassification.Inference.Jpeg;

/// <summary>Decodes a scan of a sequential frame straight into the planes.</summary>
internal static class SequentialScan
{
    /// <summary>Decodes the scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="blockSide">Side of the square of samples that each block becomes.</param>
    /// <param name="data">The scan's data.</param>
    /// <param name="planes">The planes of all components.</param>
    /// <param name="memory">Memory of blocks, <see cref="FullBlocks.MemoryLength"/> numbers.</param>
    /// <returns>Where in the file the scan ends.</returns>
    public static int Decode(Scan scan, int blockSide, EntropyData data, Span<byte> planes, Span<short> memory)
    {
        foreach (var component in scan.Components)
            component.BuildLookups(needsValues: blockSide > 1, needsSkips: blockSide < 8);

        memory.Clear();
        return blockSide switch
        {
            1 => Decode(scan, data, new DcBlocks(planes)),
            2 => Decode(scan, data, new QuarterBlocks(planes, memory)),
            4 => Decode(scan, data, new HalfBlocks(planes, memory)),
            _ => Decode(scan, data, new FullBlocks(planes, memory)),
        };
    }

    private static int Decode<T>(Scan scan, EntropyData data, T decoder)
        where T : struct, IBlockDecoder, allows ref struct
    {
        var reader = new IntervalReader(scan, data);
        var blocks = scan.Blocks;
        Span<int> offsets = stackalloc int[Scan.MaxBlocks];
        for (var y = 0; y < scan.McusHigh; y++)
        {
            for (var i = 0; i < blocks.Length; i++)
                offsets[i] = blocks[i].Offset(0, y, T.Side);
            for (var x = 0; x < scan.McusWide; x++)
            {
                reader.NextMcu();
                for (var i = 0; i < blocks.Length; i++)
                {
                    if (!reader.Bits.CanReadBlock())
                        throw JpegErrors.Picture();
                    decoder.Decode(ref reader.Bits, blocks[i].Component, offsets[i]);
                    offsets[i] += blocks[i].StepX * T.Side;
                }
            }
        }

        reader.Finish();
        decoder.Finish();
        return reader.Position;
    }
}

/// <summary>From the bits of a block to its samples; one type for each size that a block can become.</summary>
internal interface IBlockDecoder
{
    /// <summary>Side of the square of samples.</summary>
    static abstract int Side { get; }

    /// <summary>Decodes a block.</summary>
    /// <param name="bits">Where its bits are; a block may be read.</param>
    /// <param name="component">Whose it is.</param>
    /// <param name="offset">Where its first sample goes, in the memory of all planes.</param>
    void Decode(ref BitReader bits, Component component, int offset);

    /// <summary>Has to be called after the last block: its samples may not have been written yet.</summary>
    void Finish();
}
