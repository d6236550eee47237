using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>Reads the coefficients of a block of a sequential scan (ITU-T T.81, F.2.2).</summary>
internal static class BlockReader
{
    private const int End = ZigZag.Coefficients;

    /// <summary>Reads the difference of the DC coefficient; there have to be 56 bits.</summary>
    /// <returns>The DC coefficient.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadDc(ref BitReader reader, Component component)
    {
        var entry = CoefficientLookup.Find(ref component.Dc.Values.Entries, reader.Bits);
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

    /// <summary>Reads a block; all coefficients before a given place are sure to be right, and others may be.</summary>
    /// <param name="source">Where the bits come from; the caller has asked whether a block may be read.</param>
    /// <param name="component">Tables and prediction.</param>
    /// <param name="block">The memory of a block, <see cref="ZigZag.BlockLength"/> numbers, all 0.</param>
    /// <param name="until">The place along the zigzag at which skipping begins; 64 to skip nothing.</param>
    /// <returns>Whether there is no coefficient but DC.</returns>
    public static bool Read(ref BitReader source, Component component, Span<short> block, int until)
    {
        var reader = source;
        reader.Fill();
        ref var coefficients = ref MemoryMarshal.GetReference(block[..ZigZag.BlockLength]);
        coefficients = (short)ReadDc(ref reader, component);
        var (place, first) = (1, 0);
        ref var entries = ref component.Ac.Values.Entries;
        ref var places = ref MemoryMarshal.GetReference(ZigZag.Places);
        var before = reader;
        ulong entry;
        do
        {
            reader.Fill();
            before = reader;
            entry = CoefficientLookup.Find(ref entries, reader.Bits);
            if (entry == 0)
            {
                entry = ReadLong(ref reader, component.Ac);
                before = reader;
            }

            reader.Skip((byte)entry);
            first = place + (byte)(entry >> 16);
            place = first + (byte)(entry >> 24);
            // In bounds: places are below 256 and there are as many; each of them is a place in the block's memory.
            Unsafe.Add(ref coefficients, (nint)Unsafe.Add(ref places, (nint)first)) = (short)(entry >> 32);
            Unsafe.Add(ref coefficients, (nint)Unsafe.Add(ref places, (nint)place)) = (short)(entry >> 48);
            place++;
        } while (place < until);

        if (place < End)
            SkipRest(ref reader, component.Ac, place);
        else if (
            place != End
            && (place <= CoefficientLookup.EndOfBlock || first is >= End - 1 and < CoefficientLookup.EndOfBlock)
        )
            reader = Undo(before, entry, first);
        source = reader;
        return first == 1 + CoefficientLookup.EndOfBlock;
    }

    /// <summary>Skips the coefficients of a block from a place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SkipRest(ref BitReader reader, HuffmanTable table, int place)
    {
        ref var entries = ref table.Skips.Entries;
        while (true)
        {
            reader.Fill();
            var before = reader;
            var entry = SkipLookup.Find(ref entries, reader.Bits);
            reader.Skip((byte)entry);
            var next = place + (entry >> 8);
            if (next >= End || entry == 0)
            {
                if (next == End || (uint)(next - SkipLookup.EndOfBlock) < End)
                    return;
                // The codes run into the next block, or the first of them is a long one: one at a time.
                reader = before;
                next = SkipOne(ref reader, table, place);
                if (next >= End)
                    return;
            }

            place = next;
        }
    }

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

    // The look-up's second value lies behind the end of the block: it is the next block's if the first was the last one.
    private static BitReader Undo(BitReader before, ulong entry, int first)
    {
        if (first != End - 1)
            throw JpegErrors.Picture();
        before.Skip((byte)(entry >> 8));
        return before;
    }

    // Takes one code and its value; the place behind it, or behind the end if it ends the block.
    private static int SkipOne(ref BitReader reader, HuffmanTable table, int place)
    {
        var symbol = table.Decode(ref reader);
        var (run, size) = (symbol >> 4, symbol & 15);
        if (size == 0 && run < 15)
            return End;
        reader.Skip(size);
        place += run + 1;
        return place <= End ? place : throw JpegErrors.Picture();
    }
}
