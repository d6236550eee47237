using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Reads the first bits of a band of AC coefficients (ITU-T T.81, G.1.2.2), two coefficients a look-up, as
/// <see cref="BlockReader"/> does. <see cref="ReadOneByOne"/> says what is to be found, and takes the rare cases.
/// </summary>
internal static class BandReader
{
    private const int LongRun = 15;

    /// <summary>Reads some blocks in a row.</summary>
    /// <param name="reader">Where the bits come from.</param>
    /// <param name="band">The band.</param>
    /// <param name="component">Its tables.</param>
    /// <param name="nonZero">The bits of the blocks.</param>
    /// <param name="values">The values of the blocks.</param>
    /// <param name="run">How many blocks from here on have nothing in the band.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Read(
        ref BitReader reader,
        Band band,
        Component component,
        Span<ulong> nonZero,
        Span<short> values,
        ref int run
    )
    {
        var (last, lowBit, length) = (band.Last, band.LowBit, band.BlockLength);
        ref var places = ref band.Places;
        ref var entries = ref component.BandValues;
        ref var next = ref reader.Take(out var bits, out var count);
        var left = run;
        for (var i = 0; i < nonZero.Length; i++)
        {
            if (left > 0)
            {
                var skipped = Math.Min(left, nonZero.Length - i);
                left -= skipped;
                i += skipped - 1;
                continue;
            }

            if (!reader.CanReadBlock(ref next))
                throw JpegErrors.Picture();
            bits |= BitReader.Ahead(ref next, count);
            next = ref Unsafe.Add(ref next, BitReader.Advance(count));
            count |= BitReader.Filled;
            var entry = CoefficientLookup.Find(ref entries, bits);
            if ((byte)(entry >> 16) == CoefficientLookup.EndOfBlock)
            {
                bits <<= (int)entry;
                count -= (int)entry;
                left = (ushort)(entry >> 48);
                continue;
            }

            var block = values.Slice(i * length, length);
            var found = nonZero[i];
            if (found == 0)
                block.Clear();
            if (!band.FitsLookup)
            {
                // A value may lose all of its bits.
                reader.Put(bits, count, ref next);
                ReadOneByOne(ref reader, band, component.Ac, block, ref nonZero[i], ref left);
                next = ref reader.Take(out bits, out count);
                continue;
            }

            ref var coefficients = ref MemoryMarshal.GetReference(block);
            var place = band.First;
            while (true)
            {
                if (entry == 0)
                {
                    reader.Put(bits, count, ref next);
                    // Copies, as what is passed by reference would stay in memory.
                    var (foundToo, placeBehind, more) = (found, place, left);
                    var goesOn = ReadOne(
                        ref reader,
                        band,
                        component.Ac,
                        block,
                        ref foundToo,
                        ref placeBehind,
                        ref more
                    );
                    (found, place, left) = (foundToo, placeBehind, more);
                    next = ref reader.Take(out bits, out count);
                    if (!goesOn)
                        break;
                }
                else
                {
                    var (before, beforeCount) = (bits, count);
                    // The number of bits is in the lowest six, which alone count for both.
                    bits <<= (int)entry;
                    count -= (int)entry;
                    var first = place + (byte)(entry >> 16);
                    place = first + (byte)(entry >> 24);
                    // In bounds: places are below 256 and there are as many; each of them is a place in the block.
                    Unsafe.Add(ref coefficients, (nint)Unsafe.Add(ref places, first)) = (short)(
                        (short)(entry >> 32) << lowBit
                    );
                    Unsafe.Add(ref coefficients, (nint)Unsafe.Add(ref places, place)) = (short)(
                        (short)(entry >> 48) << lowBit
                    );
                    found |= Band.Bit(first, last) | Band.Bit(place, last);
                    place++;
                    if (place > last)
                    {
                        // What the look-up has behind the last coefficient is the next block's.
                        var isFull = first == last;
                        bits = isFull ? before << (byte)(entry >> 8) : bits;
                        count = isFull ? beforeCount - (byte)(entry >> 8) : count;
                        var isEnd = place > CoefficientLookup.EndOfBlock;
                        left = isEnd && !isFull ? (ushort)(entry >> 48) : 0;
                        if (
                            first > last ? first < CoefficientLookup.EndOfBlock : !isFull && !isEnd && place != last + 1
                        )
                            throw JpegErrors.Picture();
                        break;
                    }
                }

                bits |= BitReader.Ahead(ref next, count);
                next = ref Unsafe.Add(ref next, BitReader.Advance(count));
                count |= BitReader.Filled;
                entry = CoefficientLookup.Find(ref entries, bits);
            }

            nonZero[i] = found;
        }

        reader.Put(bits, count, ref next);
        run = left;
    }

    private static void ReadOneByOne(
        ref BitReader reader,
        Band band,
        HuffmanTable table,
        Span<short> block,
        ref ulong found,
        ref int run
    )
    {
        var place = band.First;
        while (ReadOne(ref reader, band, table, block, ref found, ref place, ref run)) { }
    }

    // Reads a symbol and its value; returns whether the band goes on behind them.
    private static bool ReadOne(
        ref BitReader reader,
        Band band,
        HuffmanTable table,
        Span<short> block,
        ref ulong found,
        ref int place,
        ref int run
    )
    {
        reader.Fill();
        var symbol = table.Decode(ref reader);
        var (zeros, size) = (symbol >> 4, symbol & 15);
        if (size == 0 && zeros < LongRun)
        {
            // This block is the first of the run.
            run = (1 << zeros) + reader.Take(zeros) - 1;
            return false;
        }

        place += zeros;
        if (place > band.Last)
            throw JpegErrors.Picture();
        if (size > 0)
        {
            var value = (short)(reader.TakeCoefficient(size) << band.LowBit);
            var bit = CoefficientMemory.FirstBit >> place;
            found = value == 0 ? found & ~bit : found | bit;
            block[Unsafe.Add(ref band.Places, place)] = value;
        }

        return ++place <= band.Last;
    }
}
