using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Decodes a symbol of a scan that refines AC coefficients, with the sign or the length of a run of blocks that follows it,
/// by the next <see cref="Bits"/> bits. An entry is
/// <code>
/// bit 31    16 15          14     13   8 7 6 5  0
///    blocks   | negative | sets | bits  |   | run
/// </code>
/// so that both the run and the bits can be shifted by without being taken out of it.
/// </summary>
internal static class RefinementLookup
{
    public const int Bits = 11;

    /// <summary>How far the number of bits lies from the lowest bit.</summary>
    public const int BitsShift = 8;

    // A run is in the lowest six bits: coefficients that are still 0, before the one that the symbol is for.
    private const uint EndOfBlock = 63;

    /// <summary>Whether a coefficient begins; else 16 stay 0, or the block has no further one.</summary>
    public const uint Sets = 1 << 14;

    private const uint IsNegative = 1 << 15;

    private const int LongRun = 15;

    /// <summary>From this one on, how many blocks have no further coefficient that begins.</summary>
    public static int Blocks(uint entry) => (int)(entry >> 16);

    /// <summary>All ones for a negative coefficient, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sign(uint entry) => (int)(entry << 16) >> 31;

    /// <summary>The entry for the next bits; 0 where they do not hold all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Find(ref uint entries, ulong bits) =>
        // In bounds: 64 bits less 53 are 11.
        Unsafe.Add(ref entries, (nuint)(bits >> (64 - Bits)));

    /// <summary>Reads what is too long for an entry. It is taken: what is left of the entry has no bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint ReadLong(ref BitReader reader, HuffmanTable table)
    {
        var symbol = table.Decode(ref reader);
        var entry = Entry(symbol, reader.Bits);
        // 40 bits or more are there.
        reader.Skip(Following(symbol));
        return entry;
    }

    /// <summary>Makes all entries of a table.</summary>
    public static void Build(HuffmanTable table, ref uint[] entries)
    {
        if (entries.Length == 0)
            entries = new uint[1 << Bits];
        for (int bits = 0, length; bits < entries.Length; bits += length)
        {
            int found = Unsafe.Add(ref table.Symbols, bits << (HuffmanTable.LookupBits - Bits));
            var (code, symbol) = (found >> 8, found & 0xFF);
            var taken = code + Following(symbol);
            var isHeld = code > 0 && taken <= Bits && (symbol & 15) < 2;
            length = isHeld ? 1 << (Bits - taken) : 1;
            var entry = isHeld ? Entry(symbol, (ulong)bits << (64 - Bits + code)) | (uint)(taken << BitsShift) : 0;
            entries.AsSpan(bits, length).Fill(entry);
        }
    }

    // Bits behind a symbol: the sign, or what is added to a number of blocks.
    private static int Following(int symbol) =>
        (symbol & 15) > 0 ? 1
        : symbol >> 4 < LongRun ? symbol >> 4
        : 0;

    private static uint Entry(int symbol, ulong behind)
    {
        var (run, size) = (symbol >> 4, symbol & 15);
        if (size > 1)
            throw JpegErrors.Picture();
        if (size == 1)
            return (uint)run | Sets | ((long)behind < 0 ? 0 : IsNegative);
        // The end of a block is a run that is longer than any band.
        return run == LongRun ? (uint)run : EndOfBlock | ((uint)((1 << run) + (int)(behind >> 1 >> (63 - run))) << 16);
    }
}
