using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Skips as many coefficients at a time as the next <see cref="Bits"/> bits hold codes of: only the number of bits and of
/// places matter. An entry is places &lt;&lt; 8 | bits; the bits of a last value need not be among those looked at.
/// </summary>
internal static class SkipLookup
{
    public const int Bits = HuffmanTable.LookupBits;

    /// <summary>Added to the places of an entry that ends the block.</summary>
    public const int EndOfBlock = 128;

    /// <summary>
    /// The entry for bits that do not hold a whole code: no bits, and so many places that no block ends there, neither by
    /// its last coefficient nor by an end of block.
    /// </summary>
    public const int LongCode = 255 << 8;

    /// <summary>The entry for the next bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Find(ref ushort entries, ulong bits) =>
        // In bounds: 64 bits less 52 are 12.
        Unsafe.Add(ref entries, (nuint)(bits >> (64 - Bits)));

    /// <summary>Makes all entries of a table.</summary>
    public static void Build(HuffmanTable table, ref ushort[] entries)
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

        return (ushort)(taken == 0 ? LongCode : (places << 8) | taken);
    }
}
