namespace ClothesClassification.Inference.Jpeg;

/// <summary>What a scan header says (ITU-T T.81, B.2.3), with the tables that its components need. Reused between photos.</summary>
internal sealed class Scan
{
    /// <summary>Maximum number of blocks in an MCU (ITU-T T.81, B.2.3).</summary>
    public const int MaxBlocks = 10;
    private readonly Component[] components = new Component[Frame.MaxComponents];
    private readonly McuBlock[] blocks = new McuBlock[MaxBlocks];
    private int count;
    private int blockCount;

    public ReadOnlySpan<Component> Components => components.AsSpan(0, count);

    /// <summary>The blocks of one MCU, in the order of the file.</summary>
    public ReadOnlySpan<McuBlock> Blocks => blocks.AsSpan(0, blockCount);

    public int McusWide { get; private set; }

    public int McusHigh { get; private set; }

    /// <summary>First coefficient along the zigzag.</summary>
    public int First { get; private set; }

    /// <summary>Last coefficient along the zigzag.</summary>
    public int Last { get; private set; }

    /// <summary>Whether coefficients get one more bit, instead of their first.</summary>
    public bool IsRefinement { get; private set; }

    /// <summary>The lowest bit that the scan brings.</summary>
    public int LowBit { get; private set; }

    /// <summary>Whether the scan brings DC coefficients.</summary>
    public bool IsDc => First == 0;

    /// <summary>MCUs between restart markers; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Reads the header.</summary>
    /// <returns>Whether all tables that the scan needs are defined.</returns>
    public bool TryRead(
        ReadOnlySpan<byte> segment,
        Frame frame,
        QuantizationTables quantization,
        HuffmanDefinitions huffman,
        HuffmanCache cache,
        int restartInterval
    )
    {
        if (segment.IsEmpty || segment[0] is 0 or > Frame.MaxComponents || segment.Length != 4 + (2 * segment[0]))
            throw JpegErrors.Scan();
        count = segment[0];
        RestartInterval = restartInterval;
        ReadProgress(segment[^3..], frame.IsProgressive);
        var complete = true;
        for (var i = 0; i < count; i++)
        {
            var component = frame.Find(segment[1 + (2 * i)]);
            if (components.AsSpan(0, i).Contains(component))
                throw JpegErrors.Scan();
            components[i] = component;
            complete &= TryFindTables(component, segment[2 + (2 * i)], frame, quantization, huffman, cache);
        }

        LayOut(frame);
        return complete;
    }

    private void ReadProgress(ReadOnlySpan<byte> data, bool isProgressive)
    {
        // Sequential scans have all coefficients; encoders have been seen that write something else there.
        (First, Last, IsRefinement, LowBit) = (0, ZigZag.Coefficients - 1, false, 0);
        if (!isProgressive)
            return;
        (First, Last, LowBit) = (data[0], data[1], data[2] & 15);
        var high = data[2] >> 4;
        IsRefinement = high != 0;
        var bandFits = First == 0 ? Last == 0 : count == 1 && Last >= First && Last < ZigZag.Coefficients;
        if (!bandFits || LowBit > 13 || (IsRefinement && high != LowBit + 1))
            throw JpegErrors.Scan();
    }

    private bool TryFindTables(
        Component component,
        byte indexes,
        Frame frame,
        QuantizationTables quantization,
        HuffmanDefinitions huffman,
        HuffmanCache cache
    )
    {
        var (dc, ac) = (indexes >> 4, indexes & 15);
        if (dc > 3 || ac > 3)
            throw JpegErrors.Scan();
        if (!component.IsStarted)
        {
            if (!quantization.IsDefined(component.QuantizationIndex))
                return false;
            quantization.Values(component.QuantizationIndex).CopyTo(component.Quantization);
        }

        // A refinement of DC coefficients has plain bits.
        if (IsDc && !IsRefinement)
        {
            var content = huffman.Content(HuffmanKind.Dc, dc);
            if (content.IsEmpty)
                return false;
            component.Dc = cache.Get(HuffmanKind.Dc, content);
        }

        if (!IsDc || !frame.IsProgressive)
        {
            var content = huffman.Content(HuffmanKind.Ac, ac);
            if (content.IsEmpty)
                return false;
            component.Ac = cache.Get(HuffmanKind.Ac, content);
        }

        return true;
    }

    private void LayOut(Frame frame)
    {
        blockCount = 0;
        if (count == 1)
        {
            // Alone, a component has one block an MCU, and none that lie outside of the picture.
            (McusWide, McusHigh) = (components[0].BlocksWide, components[0].BlocksHigh);
            blocks[blockCount++] = new McuBlock(components[0], 0, 0, 1, 1);
            return;
        }

        (McusWide, McusHigh) = (frame.McusWide, frame.McusHigh);
        foreach (var component in Components)
        {
            for (var i = 0; i < component.Horizontal * component.Vertical; i++)
            {
                if (blockCount == MaxBlocks)
                    throw JpegErrors.Scan();
                var (wide, high) = (component.Horizontal, component.Vertical);
                blocks[blockCount++] = new McuBlock(component, i % wide, i / wide, wide, high);
            }
        }
    }
}

/// <summary>One of the blocks of an MCU.</summary>
/// <param name="Component">The component that it belongs to.</param>
/// <param name="X">Its place inside of the MCU, in blocks.</param>
/// <param name="Y">Its place inside of the MCU, in blocks.</param>
/// <param name="StepX">Blocks from one MCU to the next.</param>
/// <param name="StepY">Blocks from one row of MCUs to the next.</param>
internal readonly record struct McuBlock(Component Component, int X, int Y, int StepX, int StepY)
{
    /// <summary>Which block it is in the memory of coefficients, of an MCU at a given place.</summary>
    public int Index(int mcuX, int mcuY) =>
        Component.FirstBlock + (((mcuY * StepY) + Y) * Component.PaddedBlocksWide) + (mcuX * StepX) + X;

    /// <summary>Where its first sample goes, in the memory of all planes, of an MCU at a given place.</summary>
    public int Offset(int mcuX, int mcuY, int side)
    {
        var (x, y) = ((mcuX * StepX) + X, (mcuY * StepY) + Y);
        return Component.PlaneOffset + (((y * Component.Stride) + x) * side);
    }
}
