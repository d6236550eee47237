using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Decodes up to two coefficients at a time: the next <see cref="Bits"/> bits tell symbols, values and all. An entry is
/// <code>
/// bit 63        48 47        32 31    24 23    16 15     8 7      0
///    second value | first value | second | first  | first  | all
///                                   steps           bits
/// </code>
/// The first value goes so many steps on from the present place, the second so many on from there. A value that stands
/// alone is written twice (0 steps). End of block steps past all places; as all steps are 8-bit numbers, so are the places.
/// In a progressive scan its value is the number of further blocks that end with it.
/// </summary>
internal static class CoefficientLookup
{
    public const int Bits = 11;

    /// <summary>Steps of the end of a block: from any place, and behind any other value, past the end and below 256.</summary>
    public const int EndOfBlock = 128;

    private const int LongRun = 15;

    /// <summary>The entry for the next bits; 0 where they do not hold a whole value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ref ulong entries, ulong bits) =>
        // In bounds: 64 bits less 53 are 11.
        Unsafe.Add(ref entries, (nuint)(bits >> (64 - Bits)));

    /// <summary>Makes all entries of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="hasRuns">Whether an end of block may stand for more blocks, as in progressive scans.</param>
    /// <param name="entries">Receives the entries.</param>
    public static void Build(HuffmanTable table, HuffmanKind kind, bool hasRuns, ref ulong[] entries)
    {
        if (entries.Length == 0)
            entries = new ulong[1 << Bits];
        Span<uint> ones = stackalloc uint[1 << Bits];
        for (var bits = 0; bits < ones.Length; bits++)
            ones[bits] = One(table, kind, hasRuns, bits);
        for (var bits = 0; bits < entries.Length; bits++)
        {
            var first = ones[bits];
            // The bits behind the first value, and zeros; what is found by zeros takes too many bits.
            var second = ones[(bits << (byte)first) & (entries.Length - 1)];
            var isAlone = kind == HuffmanKind.Dc || Steps(first) == EndOfBlock || second == 0;
            entries[bits] =
                isAlone || (byte)first + (byte)second > Bits
                    ? Join(first, first, 0, (byte)first)
                    : Join(
                        first,
                        second,
                        Steps(second) == EndOfBlock ? EndOfBlock : Steps(second) + 1,
                        (byte)first + (byte)second
                    );
        }
    }

    // The first value alone: value << 16 | steps << 8 | bits; 0 where these bits do not hold it.
    private static uint One(HuffmanTable table, HuffmanKind kind, bool hasRuns, int bits)
    {
        int entry = Unsafe.Add(ref table.Symbols, bits << (HuffmanTable.LookupBits - Bits));
        var (code, symbol) = (entry >> 8, entry & 0xFF);
        var (run, size) = kind == HuffmanKind.Dc ? (0, symbol) : (symbol >> 4, symbol & 15);
        var behind = (ulong)bits << (64 - Bits + code);
        if (kind == HuffmanKind.Ac && size == 0)
        {
            if (run < LongRun)
            {
                var others = hasRuns ? run : 0;
                var blocks = (1 << others) - 1 + (int)(behind >> 1 >> (63 - others));
                return code == 0 || code + others > Bits ? 0 : One(code + others, EndOfBlock, blocks);
            }

            // 16 zeros; the last of them is written. In a progressive scan it may not be: there may be a value.
            if (hasRuns)
                return 0;
        }

        return code == 0 || code + size > Bits ? 0 : One(code + size, run, BitReader.Extend(behind, size));
    }

    private static uint One(int bits, int steps, int value) => (uint)(bits | (steps << 8) | (value << 16));

    private static int Steps(uint one) => (byte)(one >> 8);

    private static ulong Join(uint first, uint second, int secondSteps, int bits) =>
        (uint)bits
        | ((first & 0xFFFF) << 8)
        | ((uint)secondSteps << 24)
        | ((ulong)(first >> 16) << 32)
        | ((ulong)(second >> 16) << 48);
}
