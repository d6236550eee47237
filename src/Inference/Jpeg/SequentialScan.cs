namespace ClothesClassification.Inference.Jpeg;

/// <summary>Decodes a scan of a sequential frame straight into the planes.</summary>
internal static class SequentialScan
{
    /// <summary>Decodes the scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="blockSide">Side of the square of samples that each block becomes.</param>
    /// <param name="data">The scan's data.</param>
    /// <param name="planes">The planes of all components.</param>
    /// <param name="block">Memory of one block.</param>
    /// <returns>Where in the file the scan ends.</returns>
    public static int Decode(Scan scan, int blockSide, EntropyData data, Span<byte> planes, Span<short> block)
    {
        foreach (var component in scan.Components)
        {
            component.Dc.BuildValues();
            if (blockSide > 1)
                component.Ac.BuildValues();
            if (blockSide < 8)
                component.Ac.BuildSkips();
        }

        var reader = new IntervalReader(scan, data);
        for (var y = 0; y < scan.McusHigh; y++)
        {
            for (var x = 0; x < scan.McusWide; x++)
            {
                reader.NextMcu();
                foreach (ref readonly var place in scan.Blocks)
                {
                    if (!reader.Bits.CanReadBlock())
                        throw JpegErrors.Picture();
                    var component = place.Component;
                    var (blockX, blockY) = ((x * place.StepX) + place.X, (y * place.StepY) + place.Y);
                    var offset = ((blockY * component.Stride) + blockX) * blockSide;
                    var target = planes.Slice(
                        component.PlaneOffset + offset,
                        ((blockSide - 1) * component.Stride) + blockSide
                    );
                    DecodeBlock(ref reader.Bits, component, blockSide, block, target);
                }
            }
        }

        reader.Finish();
        return reader.Position;
    }

    private static void DecodeBlock(
        ref BitReader bits,
        Component component,
        int side,
        Span<short> block,
        Span<byte> target
    )
    {
        if (side == 1)
        {
            bits.Fill();
            target[0] = InverseDct.Flat(BlockReader.ReadDc(ref bits, component), component);
            BlockReader.SkipRest(ref bits, component.Ac, 1);
            return;
        }

        // The place along the zigzag behind the last coefficient that counts.
        var until =
            side == 8 ? ZigZag.Coefficients
            : side == 4 ? 25
            : 5;
        if (BlockReader.Read(ref bits, component, block, until))
        {
            var value = InverseDct.Flat(block[0], component);
            for (var row = 0; row < side; row++)
                target.Slice(row * component.Stride, side).Fill(value);
        }
        else if (side == 8)
        {
            InverseDct.Full(block, component, target, component.Stride);
        }
        else if (side == 4)
        {
            InverseDct.Half(block, component, target, component.Stride);
        }
        else
        {
            InverseDct.Quarter(block, component, target, component.Stride);
        }

        block.Clear();
    }
}
