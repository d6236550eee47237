using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Reads the coefficients of a block of a sequential scan (ITU-T T.81, F.2.2). The reader's state is held in local variables
/// from the first bit to the last, as only those are kept in registers; rare cases store it back first.
/// </summary>
/// <remarks>
/// How bits and table entries are packed, with the names of the local variables; README.md in this folder has more:
/// <code>
/// bits   | code value | code value | code ... | bytes read ahead, or 0 |      bit 63 on the left
///         &lt;------------- count bits -------------->
///         &lt;-- 11 bits --> index of entry
/// entry  | second value: 16 | first value: 16 | second steps: 8 | first steps: 8 | first bits: 8 | all bits: 8 |
///
/// first = place + first steps, place = first + second steps: where along the zigzag the values are stored
/// </code>
/// </remarks>
internal static class BlockReader
{
    private const int End = ZigZag.Coefficients;

    /// <summary>Reads a block. Coefficients before a given place are exact; the others may be missing.</summary>
    /// <param name="reader">Where the bits come from; the caller has checked <see cref="BitReader.CanReadBlock()"/>.</param>
    /// <param name="component">Tables and prediction.</param>
    /// <param name="block">The memory of a block, <see cref="ZigZag.BlockLength"/> numbers, all 0.</param>
    /// <param name="until">The place along the zigzag at which skipping begins; 64 to skip nothing.</param>
    /// <returns>Whether DC is the only coefficient.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Read(ref BitReader reader, Component component, Span<short> block, int until)
    {
        ref var coefficients = ref MemoryMarshal.GetReference(block[..ZigZag.BlockLength]);
        ref var entries = ref component.AcValues;
        ref var places = ref MemoryMarshal.GetReference(ZigZag.Places);
        ref var next = ref reader.Take(out var bits, out var count);
        bits |= BitReader.Ahead(ref next, count);
        next = ref Unsafe.Add(ref next, BitReader.Advance(count));
        count |= BitReader.Filled;
        var difference = CoefficientLookup.Find(ref component.DcValues, bits);
        if (difference == 0)
        {
            reader.Put(bits, count, ref next);
            ReadDc(ref reader, component);
            next = ref reader.Take(out bits, out count);
        }
        else
        {
            bits <<= (int)difference;
            count -= (int)difference;
            component.Prediction = (short)(component.Prediction + (short)(difference >> 32));
        }

        coefficients = (short)component.Prediction;
        var place = 1;
        int first;
        ulong before;
        ulong entry;
        do
        {
            bits |= BitReader.Ahead(ref next, count);
            next = ref Unsafe.Add(ref next, BitReader.Advance(count));
            count |= BitReader.Filled;
            before = bits;
            entry = CoefficientLookup.Find(ref entries, bits);
            if (entry == 0)
            {
                reader.Put(bits, count, ref next);
                entry = ReadLong(ref reader, component.Ac);
                next = ref reader.Take(out bits, out count);
            }

            // The number of bits is in the lowest six, which alone count for both.
            bits <<= (int)entry;
            count -= (int)entry;
            first = place + (byte)(entry >> 16);
            place = first + (byte)(entry >> 24);
            // In bounds: places are below 256 and there are as many; each of them is a place in the block's memory.
            Unsafe.Add(ref coefficients, (nint)Unsafe.Add(ref places, first)) = (short)(entry >> 32);
            Unsafe.Add(ref coefficients, (nint)Unsafe.Add(ref places, place)) = (short)(entry >> 48);
            place++;
        } while (place < until);

        reader.Put(bits, count, ref next);
        if (place < End)
            SkipRest(ref reader, component, place);
        else if (place != End && !EndsAtEndOfBlock(place, first))
            reader.Put(before << FirstBits(entry, first), count + (byte)entry - FirstBits(entry, first), ref next);
        return first == 1 + CoefficientLookup.EndOfBlock;
    }

    /// <summary>Reads the difference of the DC coefficient; the caller has checked <see cref="BitReader.CanReadBlock()"/>.</summary>
    /// <returns>The DC coefficient.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadDc(ref BitReader reader, Component component)
    {
        reader.Fill();
        var entry = CoefficientLookup.Find(ref component.DcValues, reader.Bits);
        int difference;
        if (entry == 0)
        {
            // At most 16 bits for the code and 15 for the number.
            difference = reader.TakeCoefficient(component.Dc.Decode(ref reader));
        }
        else
        {
            difference = (short)(entry >> 32);
            reader.Skip((byte)entry);
        }

        return component.Prediction = (short)(component.Prediction + difference);
    }

    /// <summary>Skips the coefficients of a block from a place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SkipRest(ref BitReader reader, Component component, int place)
    {
        ref var entries = ref component.AcSkips;
        ref var next = ref reader.Take(out var bits, out var count);
        while (true)
        {
            bits |= BitReader.Ahead(ref next, count);
            next = ref Unsafe.Add(ref next, BitReader.Advance(count));
            count |= BitReader.Filled;
            // Two entries take at most 54 bits.
            var entry = SkipLookup.Find(ref entries, bits);
            var after = place + (entry >> 8);
            if (after < End)
            {
                place = after;
                bits <<= entry;
                count -= entry;
                entry = SkipLookup.Find(ref entries, bits);
                after = place + (entry >> 8);
                if (after < End)
                {
                    place = after;
                    bits <<= entry;
                    count -= entry;
                    continue;
                }
            }

            if (after == End || (uint)(after - SkipLookup.EndOfBlock) < End)
            {
                reader.Put(bits << (byte)entry, count - (byte)entry, ref next);
                return;
            }

            // The codes run into the next block, or the first of them is a long one: one at a time.
            reader.Put(bits, count, ref next);
            place = SkipOne(ref reader, component.Ac, place);
            if (place >= End)
                return;
            next = ref reader.Take(out bits, out count);
        }
    }

    // Whether the last look-up ended the block by an end of block: as its first value, or behind one that was not the
    // last of the block already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndsAtEndOfBlock(int place, int first) =>
        place > CoefficientLookup.EndOfBlock && (uint)(first - (End - 1)) > CoefficientLookup.EndOfBlock - End;

    // The look-up's second value lies behind the end of the block: it is the next block's if the first was the last one.
    private static int FirstBits(ulong entry, int first) =>
        first == End - 1 ? (byte)(entry >> 8) : throw JpegErrors.Picture();

    // A code of its own or a value too long for the look-up. The value is taken; what is left of the entry is its places.
    private static ulong ReadLong(ref BitReader reader, HuffmanTable table)
    {
        var symbol = table.Decode(ref reader);
        var (run, size) = (symbol >> 4, symbol & 15);
        if (size == 0 && run < 15)
            return (ulong)CoefficientLookup.EndOfBlock << 16;
        // 56 bits less 16 of the code.
        var value = (ushort)reader.TakeCoefficient(size);
        return ((ulong)run << 16) | ((ulong)value << 32) | ((ulong)value << 48);
    }

    // Takes one code and its value; the place behind it, or behind the end if it ends the block.
    private static int SkipOne(ref BitReader reader, HuffmanTable table, int place)
    {
        reader.Fill();
        var symbol = table.Decode(ref reader);
        var (run, size) = (symbol >> 4, symbol & 15);
        if (size == 0 && run < 15)
            return End;
        reader.Skip(size);
        place += run + 1;
        return place <= End ? place : throw JpegErrors.Picture();
    }
}
