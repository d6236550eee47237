using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Skips as many coefficients at a time as the next <see cref="Bits"/> bits hold codes of: only the number of bits and of
/// places matter. An entry is places &lt;&lt; 8 | bits; the bits of a last value need not be among those looked at.
/// </summary>
internal sealed class SkipLookup
{
    public const int Bits = HuffmanTable.LookupBits;

    /// <summary>Added to the places of an entry that ends the block.</summary>
    public const int EndOfBlock = 128;

    private ushort[] entries = [];

    /// <summary>The first entry; there are 4,096.</summary>
    public ref ushort Entries => ref MemoryMarshal.GetArrayDataReference(entries);

    /// <summary>The entry for the next bits; 0 where they do not hold a whole code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find(ref ushort entries, ulong bits) =>
        // In bounds: 64 bits less 52 are 12.
        Unsafe.Add(ref entries, (nuint)(bits >> (64 - Bits)));

    public void Build(HuffmanTable table)
    {
        if (entries.Length == 0)
            entries = new ushort[1 << Bits];
        for (var bits = 0; bits < entries.Length; bits++)
            entries[bits] = Entry(table, bits);
    }

    private static ushort Entry(HuffmanTable table, int bits)
    {
        var (taken, places) = (0, 0);
        while (taken < Bits)
        {
            var rest = Bits - taken;
            var (code, symbol) = table.Peek(bits & ((1 << rest) - 1), rest);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (code == 0 || places + run + 1 >= EndOfBlock / 2)
                break;
            taken += code + size;
            if (size == 0 && run < 15)
            {
                places += EndOfBlock;
                break;
            }

            places += run + 1;
        }

        return (ushort)((places << 8) | taken);
    }
}
