namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Decodes a scan of a progressive frame (ITU-T T.81, G.1.2 and G.2) into the memory of coefficients: a block of 64 for
/// each block of the padded planes, or its DC coefficient alone.
/// </summary>
internal static class ProgressiveScan
{
    /// <summary>Decodes the scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="data">The scan's data.</param>
    /// <param name="coefficients">The coefficients of all components.</param>
    /// <param name="blockLength">How many are kept of a block: 64, or 1.</param>
    /// <returns>Where in the file the scan ends.</returns>
    public static int Decode(Scan scan, EntropyData data, Span<short> coefficients, int blockLength)
    {
        if (scan.IsDc && !scan.IsRefinement)
        {
            foreach (var component in scan.Components)
                component.BuildLookups(needsValues: false, needsSkips: false);
        }

        var reader = new IntervalReader(scan, data);
        var run = 0;
        for (var y = 0; y < scan.McusHigh; y++)
        {
            for (var x = 0; x < scan.McusWide; x++)
            {
                if (reader.NextMcu())
                    run = 0;
                foreach (ref readonly var place in scan.Blocks)
                {
                    if (!reader.Bits.CanReadBlock())
                        throw JpegErrors.Picture();
                    var component = place.Component;
                    var (blockX, blockY) = ((x * place.StepX) + place.X, (y * place.StepY) + place.Y);
                    var index = (blockY * component.PaddedBlocksWide) + blockX;
                    var block = coefficients.Slice(component.CoefficientOffset + (index * blockLength), blockLength);
                    if (scan.IsDc)
                        DecodeDc(ref reader.Bits, scan, component, ref block[0]);
                    else if (scan.IsRefinement)
                        ProgressiveBlock.Refine(ref reader.Bits, scan, component.Ac, block, ref run);
                    else
                        ProgressiveBlock.Read(ref reader.Bits, scan, component.Ac, block, ref run);
                }
            }
        }

        reader.Finish();
        return reader.Position;
    }

    private static void DecodeDc(ref BitReader bits, Scan scan, Component component, ref short dc)
    {
        if (!scan.IsRefinement)
            dc = (short)(BlockReader.ReadDc(ref bits, component) << scan.LowBit);
        else if (bits.Take(1) != 0)
            dc |= (short)(1 << scan.LowBit);
    }
}
