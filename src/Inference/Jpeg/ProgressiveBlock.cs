namespace ClothesClassification.Inference.Jpeg;

/// <summary>Reads the AC coefficients that a progressive scan has of one block (ITU-T T.81, G.1.2.2 and G.1.2.3).</summary>
internal static class ProgressiveBlock
{
    private const int LongRun = 15;

    /// <summary>Reads the first bits of a band of coefficients.</summary>
    /// <param name="bits">Where the bits come from.</param>
    /// <param name="scan">The band, and the place of the lowest bit.</param>
    /// <param name="table">The scan's Huffman table.</param>
    /// <param name="block">The block's 64 coefficients.</param>
    /// <param name="run">How many blocks from here on have nothing in the band.</param>
    public static void Read(ref BitReader bits, Scan scan, HuffmanTable table, Span<short> block, ref int run)
    {
        if (run > 0)
        {
            run--;
            return;
        }

        for (var k = scan.First; k <= scan.Last; k++)
        {
            bits.Fill();
            var symbol = table.Decode(ref bits);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && zeros < LongRun)
            {
                run = (1 << zeros) + bits.Take(zeros) - 1;
                return;
            }

            k += zeros;
            if (k > scan.Last)
                throw JpegErrors.Picture();
            if (size > 0)
                block[ZigZag.Places[k]] = (short)(bits.TakeCoefficient(size) << scan.LowBit);
        }
    }

    /// <summary>Reads one bit more of each coefficient that has some, and those that begin with this bit.</summary>
    /// <inheritdoc cref="Read"/>
    public static void Refine(ref BitReader bits, Scan scan, HuffmanTable table, Span<short> block, ref int run)
    {
        var k = scan.First;
        while (run == 0 && k <= scan.Last)
        {
            bits.Fill();
            var symbol = table.Decode(ref bits);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && zeros < LongRun)
            {
                // This block is the first of the run.
                run = (1 << zeros) + bits.Take(zeros);
                break;
            }

            if (size > 1)
                throw JpegErrors.Picture();
            var value = size == 0 ? 0 : ((2 * bits.Take(1)) - 1) << scan.LowBit;
            k = PassZeros(ref bits, scan, block, k, zeros);
            if (k > scan.Last)
            {
                // A long run may end with the band; a new coefficient needs a place.
                if (value != 0)
                    throw JpegErrors.Picture();
                return;
            }

            if (value != 0)
                block[ZigZag.Places[k]] = (short)value;
            k++;
        }

        if (run == 0)
            return;
        run--;
        PassZeros(ref bits, scan, block, k, ZigZag.Coefficients);
    }

    // Steps over some coefficients that are still 0, and refines the others on the way. Returns the place of the 0 behind.
    private static int PassZeros(ref BitReader bits, Scan scan, Span<short> block, int k, int zeros)
    {
        for (; k <= scan.Last; k++)
        {
            ref var coefficient = ref block[ZigZag.Places[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                    return k;
            }
            else if (bits.Take(1) != 0)
            {
                var bit = 1 << scan.LowBit;
                // Where the bit is set already, the scan has been seen before.
                if ((coefficient & bit) == 0)
                    coefficient += (short)(coefficient > 0 ? bit : -bit);
            }
        }

        return k;
    }
}
