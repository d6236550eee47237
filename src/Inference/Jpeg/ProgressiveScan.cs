namespace ClothesClassification.Inference.Jpeg;

/// <summary>Decodes a scan of a progressive frame (ITU-T T.81, G.1.2 and G.2) into the memory of coefficients.</summary>
internal static class ProgressiveScan
{
    /// <summary>Decodes the scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="band">Reused between scans.</param>
    /// <param name="data">The scan's data.</param>
    /// <param name="memory">The coefficients of all components.</param>
    /// <returns>Where in the file the scan ends.</returns>
    public static int Decode(Scan scan, Band band, EntropyData data, CoefficientMemory memory)
    {
        foreach (var component in scan.Components)
            component.BuildLookup(scan);
        var reader = new IntervalReader(scan, data);
        if (scan.IsDc)
        {
            DcScan.Decode(ref reader, scan, memory.Dc);
        }
        else
        {
            band.Set(scan, memory);
            DecodeBand(ref reader, scan, band, memory);
        }

        reader.Finish();
        return reader.Position;
    }

    // Such a scan is of one component, whose blocks are its MCUs.
    private static void DecodeBand(ref IntervalReader reader, Scan scan, Band band, CoefficientMemory memory)
    {
        var component = scan.Components[0];
        var nonZero = memory.NonZero;
        var values = memory.Values;
        var run = 0;
        for (var y = 0; y < scan.McusHigh; y++)
        {
            var first = scan.Blocks[0].Index(0, y);
            var end = first + scan.McusWide;
            while (first < end)
            {
                var (count, begins) = reader.NextMcus(end - first);
                if (begins)
                    run = 0;
                var bits = nonZero.Slice(first, count);
                var kept = values.Slice(first * band.BlockLength, count * band.BlockLength);
                if (scan.IsRefinement)
                    BandRefiner.Read(ref reader.Bits, band, component, bits, kept, ref run);
                else
                    BandReader.Read(ref reader.Bits, band, component, bits, kept, ref run);
                first += count;
            }
        }
    }
}
