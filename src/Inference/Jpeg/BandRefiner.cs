using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Reads one bit more of the AC coefficients of a band, and those that begin with this bit (ITU-T T.81, G.1.2.3). All bits
/// that correct coefficients between two symbols are taken at once and dealt out with <see cref="BitSets"/>.
/// </summary>
/// <remarks>
/// Bits of a block while it is read, the first coefficient on the left:
/// <code>
///                 | the present place
/// history   0 1 0 0 1 1 0 1 ...   coefficients that were not 0 before the scan: each gets a bit that corrects it
/// ahead     0 0 0 0 1 1 0 1 ...   those that have not got it
/// free      0 0 0 1 0 0 1 0 ...   the band's others: a symbol counts so many of them on, to the one that it is for
/// found     0 0 0 0 0 0 1 0       the second, for a run of one
/// crossed   0 0 0 0 1 1 0 0       history on the way there: as many bits follow the symbol
/// </code>
/// A run that goes on to the end of the band finds none; then all that is ahead is crossed.
/// </remarks>
internal static class BandRefiner
{
    /// <inheritdoc cref="BandReader.Read"/>
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
        var (length, lowest) = (band.BlockLength, 1 << band.LowBit);
        ref var coefficients = ref MemoryMarshal.GetReference(values[..(nonZero.Length * length)]);
        ref var places = ref band.Places;
        ref var entries = ref component.Refinements;
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
            // In bounds: values has as many blocks as nonZero.
            ref var block = ref Unsafe.Add(ref coefficients, i * length);
            var (ahead, corrections) = (history, 0UL);
            if (left == 0)
            {
                if (before == 0)
                    values.Slice(i * length, length).Clear();
                var (free, added) = (band.Bits & ~history, 0UL);
                // As many bits as free has, the highest alone: shifted by a run, it is dealt to the one behind the run.
                var highest = (1UL << BitOperations.PopCount(free)) >> 1;
                do
                {
                    bits |= BitReader.Ahead(ref next, count);
                    next = ref Unsafe.Add(ref next, BitReader.Advance(count));
                    count |= BitReader.Filled;
                    var entry = RefinementLookup.Find(ref entries, bits);
                    if (entry == 0)
                    {
                        reader.Put(bits, count, ref next);
                        entry = RefinementLookup.ReadLong(ref reader, component.Ac);
                        next = ref reader.Take(out bits, out count);
                    }

                    bits <<= (int)(entry >> RefinementLookup.BitsShift);
                    count -= (int)(entry >> RefinementLookup.BitsShift);
                    // The run, in the lowest six bits.
                    highest >>= (int)entry;
                    var found = BitSets.Deal(highest, free);
                    if (found == 0)
                    {
                        if ((entry & RefinementLookup.Sets) != 0)
                            throw JpegErrors.Picture();
                        left = RefinementLookup.Blocks(entry);
                        break;
                    }

                    highest >>= 1;
                    free &= found - 1;
                    if ((entry & RefinementLookup.Sets) != 0)
                    {
                        added |= found;
                        var sign = RefinementLookup.Sign(entry);
                        // In bounds: a place below 64, and a place in the block.
                        Unsafe.Add(ref block, (nint)Unsafe.Add(ref places, BitOperations.LeadingZeroCount(found))) =
                            (short)((lowest ^ sign) - sign);
                    }

                    var crossed = ahead & ~(found ^ (found - 1));
                    ahead &= found - 1;
                    var number = BitOperations.PopCount(crossed);
                    if (number > (count & 63))
                    {
                        reader.Put(bits, count, ref next);
                        corrections |= TakeOneByOne(ref reader, crossed);
                        next = ref reader.Take(out bits, out count);
                        continue;
                    }

                    corrections |= BitSets.Deal(bits >> 1 >> (63 - number), crossed);
                    bits <<= number;
                    count -= number;
                } while ((ahead | free) != 0);
                nonZero[i] = before | added;
            }

            // What the end of the block has left; of a long run of zeros that ends with the band, no block is one.
            left -= left > 0 ? 1 : 0;
            bits |= BitReader.Ahead(ref next, count);
            next = ref Unsafe.Add(ref next, BitReader.Advance(count));
            count |= BitReader.Filled;
            var lastNumber = BitOperations.PopCount(ahead);
            if (lastNumber > (count & 63))
            {
                reader.Put(bits, count, ref next);
                corrections |= TakeOneByOne(ref reader, ahead);
                next = ref reader.Take(out bits, out count);
            }
            else
            {
                corrections |= BitSets.Deal(bits >> 1 >> (63 - lastNumber), ahead);
                bits <<= lastNumber;
                count -= lastNumber;
            }

            Correct(ref block, ref places, corrections & band.Kept, lowest);
        }

        reader.Put(bits, count, ref next);
        run = left;
    }

    // More bits than the reader may hold.
    [MethodImpl(MethodImplOptions.NoInlining)]
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

    // Adds the lowest bit to coefficients, away from 0; four at a time, as how many there are cannot be foretold. Where the
    // set has fewer, what is left of the four goes to the place of DC, where nothing is kept.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Correct(ref short coefficients, ref byte places, ulong set, int lowest)
    {
        while (set != 0)
        {
            set = CorrectFirst(ref coefficients, ref places, set, lowest);
            set = CorrectFirst(ref coefficients, ref places, set, lowest);
            set = CorrectFirst(ref coefficients, ref places, set, lowest);
            set = CorrectFirst(ref coefficients, ref places, set, lowest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong CorrectFirst(ref short coefficients, ref byte places, ulong set, int lowest)
    {
        // In bounds: 64 for an empty set, below that for others, and a place in the block.
        var first = BitOperations.LeadingZeroCount(set);
        ref var coefficient = ref Unsafe.Add(ref coefficients, (nint)Unsafe.Add(ref places, first));
        int value = coefficient;
        // Where the bit is set already, the scan has been seen before.
        var difference = (value & lowest) ^ lowest;
        var sign = value >> 31;
        coefficient = (short)(value + ((difference ^ sign) - sign));
        return set & ~(CoefficientMemory.FirstBit >> first);
    }
}
