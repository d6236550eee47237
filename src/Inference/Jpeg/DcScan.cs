using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>Decodes a progressive scan of DC coefficients, first bits or one bit more (ITU-T T.81, G.1.2.1).</summary>
internal static class DcScan
{
    /// <summary>Decodes the scan.</summary>
    /// <param name="reader">The scan's data.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="dc">The DC coefficients of all blocks.</param>
    public static void Decode(ref IntervalReader reader, Scan scan, Span<short> dc)
    {
        var blocks = scan.Blocks;
        Span<int> indexes = stackalloc int[Scan.MaxBlocks];
        for (var y = 0; y < scan.McusHigh; y++)
        {
            for (var i = 0; i < blocks.Length; i++)
                indexes[i] = blocks[i].Index(0, y);
            for (var left = scan.McusWide; left > 0; )
            {
                var (count, _) = reader.NextMcus(left);
                left -= count;
                if (scan.IsRefinement)
                    Refine(ref reader.Bits, blocks, indexes, count, (short)(1 << scan.LowBit), dc);
                else
                    Read(ref reader.Bits, blocks, indexes, count, scan.LowBit, dc);
            }
        }
    }

    private static void Read(
        ref BitReader reader,
        ReadOnlySpan<McuBlock> blocks,
        scoped Span<int> indexes,
        int mcus,
        int lowBit,
        Span<short> dc
    )
    {
        ref var next = ref reader.Take(out var bits, out var count);
        for (; mcus > 0; mcus--)
        {
            for (var i = 0; i < blocks.Length; i++)
            {
                if (!reader.CanReadBlock(ref next))
                    throw JpegErrors.Picture();
                var component = blocks[i].Component;
                bits |= BitReader.Ahead(ref next, count);
                next = ref Unsafe.Add(ref next, BitReader.Advance(count));
                count |= BitReader.Filled;
                var entry = CoefficientLookup.Find(ref component.DcValues, bits);
                if (entry == 0)
                {
                    reader.Put(bits, count, ref next);
                    BlockReader.ReadDc(ref reader, component);
                    next = ref reader.Take(out bits, out count);
                }
                else
                {
                    bits <<= (int)entry;
                    count -= (int)entry;
                    component.Prediction = (short)(component.Prediction + (short)(entry >> 32));
                }

                dc[indexes[i]] = (short)(component.Prediction << lowBit);
                indexes[i] += blocks[i].StepX;
            }
        }

        reader.Put(bits, count, ref next);
    }

    private static void Refine(
        ref BitReader reader,
        ReadOnlySpan<McuBlock> blocks,
        scoped Span<int> indexes,
        int mcus,
        short bit,
        Span<short> dc
    )
    {
        for (; mcus > 0; mcus--)
        {
            if (!reader.CanReadBlock())
                throw JpegErrors.Picture();
            // An MCU has ten blocks at most.
            reader.Fill();
            for (var i = 0; i < blocks.Length; i++)
            {
                dc[indexes[i]] |= (short)(bit & -(int)(reader.Bits >> 63));
                reader.Skip(1);
                indexes[i] += blocks[i].StepX;
            }
        }
    }
}
