using System.Numerics;
using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Reads one bit more of the AC coefficients of a band, and those that begin with this bit (ITU-T T.81, G.1.2.3). All bits
/// that correct coefficients between two symbols are taken at once and dealt out with <see cref="BitSets"/>.
/// </summary>
/// <remarks>
/// Bits of a block while it is read, the first coefficient on the left:
/// <code>
/// history   0 1 0 0 1 1 0 ...   coefficients that were not 0 before the scan: each gets a bit that corrects it
/// rest      0 0 0 1 1 1 1 ...   the band from the present place on
/// free      0 0 0 1 0 0 1 ...   rest without history: a symbol counts so many of them on, to the one that it sets
/// found     0 0 0 0 0 0 1       the second, for a run of one
/// crossed   0 0 0 0 1 1 0       history on the way there: as many bits follow the symbol
/// </code>
/// </remarks>
internal static class BandRefiner
{
    private const int LongRun = 15;

    /// <inheritdoc cref="BandReader.Read"/>
    public static void Read(
        ref BitReader reader,
        Band band,
        Component component,
        Span<ulong> nonZero,
        Span<short> values,
        ref int run
    )
    {
        var (length, unit) = (band.BlockLength, 1 << band.LowBit);
        ref var symbols = ref component.Ac.Symbols;
        ref var next = ref reader.Take(out var bits, out var count);
        var left = run;
        for (var i = 0; i < nonZero.Length; i++)
        {
            var before = nonZero[i];
            var history = before & band.Bits;
            if (left > 0 && history == 0)
            {
                left--;
                continue;
            }

            if (!reader.CanReadBlock(ref next))
                throw JpegErrors.Picture();
            var block = values.Slice(i * length, length);
            var rest = band.Bits;
            var (corrections, added) = (0UL, 0UL);
            while (left == 0 && rest != 0)
            {
                bits |= BitReader.Ahead(ref next, count);
                next = ref Unsafe.Add(ref next, BitReader.Advance(count));
                count |= BitReader.Filled;
                // In bounds: 64 bits less 52 are 12.
                int symbol = Unsafe.Add(ref symbols, (nuint)(bits >> (64 - HuffmanTable.LookupBits)));
                if (symbol == 0)
                {
                    reader.Put(bits, count, ref next);
                    symbol = component.Ac.Decode(ref reader);
                    next = ref reader.Take(out bits, out count);
                }
                else
                {
                    bits <<= symbol >> 8;
                    count -= symbol >> 8;
                }

                var (zeros, size) = ((symbol >> 4) & 15, symbol & 15);
                if (size == 0 && zeros < LongRun)
                {
                    // This block is the first of the run. There are 40 bits or more.
                    left = (1 << zeros) + (int)(bits >> 1 >> (63 - zeros));
                    bits <<= zeros;
                    count -= zeros;
                    break;
                }

                if (size > 1)
                    throw JpegErrors.Picture();
                var isNegative = bits >> 63 == 0;
                bits <<= size;
                count -= size;
                var free = rest & ~history;
                var found = 0UL;
                var behind = BitOperations.PopCount(free) - 1 - zeros;
                if (behind >= 0)
                    found = BitSets.FromLowest(free, behind);
                else if (size > 0)
                    throw JpegErrors.Picture();
                // A long run may end with the band.
                var crossed = found == 0 ? rest & history : rest & history & (0 - (found << 1));
                rest = found == 0 ? 0 : rest & (found - 1);
                if (size > 0)
                {
                    if ((before | added) == 0)
                        block.Clear();
                    added |= found;
                    block[Unsafe.Add(ref band.Places, BitOperations.LeadingZeroCount(found))] = (short)(
                        isNegative ? -unit : unit
                    );
                }

                var number = BitOperations.PopCount(crossed);
                if (number > count)
                {
                    reader.Put(bits, count, ref next);
                    corrections |= TakeOneByOne(ref reader, crossed);
                    next = ref reader.Take(out bits, out count);
                    continue;
                }

                corrections |= BitSets.Deal(bits >> 1 >> (63 - number), crossed);
                bits <<= number;
                count -= number;
            }

            if (left > 0)
            {
                left--;
                var crossed = rest & history;
                reader.Put(bits, count, ref next);
                corrections |= Take(ref reader, crossed);
                next = ref reader.Take(out bits, out count);
            }

            if (added != 0)
                nonZero[i] = before | added;
            Correct(block, band, corrections & band.Kept, unit);
        }

        reader.Put(bits, count, ref next);
        run = left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Take(ref BitReader reader, ulong set)
    {
        reader.Fill();
        var number = BitOperations.PopCount(set);
        if (number > reader.Count)
            return TakeOneByOne(ref reader, set);
        var dealt = BitSets.Deal(reader.Bits >> 1 >> (63 - number), set);
        reader.Skip(number);
        return dealt;
    }

    // More bits than the reader holds.
    private static ulong TakeOneByOne(ref BitReader reader, ulong set)
    {
        var dealt = 0UL;
        while (set != 0)
        {
            var bit = CoefficientMemory.FirstBit >> BitOperations.LeadingZeroCount(set);
            set ^= bit;
            if (reader.Take(1) != 0)
                dealt |= bit;
        }

        return dealt;
    }

    // Makes coefficients larger by a unit, away from 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Correct(Span<short> block, Band band, ulong set, int unit)
    {
        while (set != 0)
        {
            var place = BitOperations.LeadingZeroCount(set);
            set ^= CoefficientMemory.FirstBit >> place;
            ref var coefficient = ref block[Unsafe.Add(ref band.Places, place)];
            int value = coefficient;
            // Where the bit is set already, the scan has been seen before.
            var difference = (value & unit) == 0 ? unit : 0;
            var sign = value >> 31;
            coefficient = (short)(value + ((difference ^ sign) - sign));
        }
    }
}
