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
        // For each index, its first value as a second one: value << 48 | steps << 24 | bits; 255 bits where there is none.
        Span<ulong> seconds = stackalloc ulong[1 << Bits];
        for (int bits = 0, length; bits < seconds.Length; bits += length)
        {
            var (taken, steps, value) = One(table, kind, hasRuns, bits);
            length = taken == 0 ? 1 : 1 << (Bits - taken);
            var second = taken == 0 ? byte.MaxValue : Join(taken, 0, 0, steps + 1, 0, value);
            seconds.Slice(bits, length).Fill(second);
        }

        for (int bits = 0, length; bits < entries.Length; bits += length)
        {
            var one = seconds[bits];
            var (taken, steps, value) = ((byte)one, (byte)(one >> 24) - 1, (int)(one >> 48));
            if (taken == byte.MaxValue)
            {
                entries[bits] = 0;
                length = 1;
                continue;
            }

            length = 1 << (Bits - taken);
            var alone = Join(taken, taken, steps, 0, value, value);
            if (kind == HuffmanKind.Dc || steps == EndOfBlock)
            {
                entries.AsSpan(bits, length).Fill(alone);
                continue;
            }

            var first = Join(taken, taken, steps, 0, value, 0);
            for (var i = 0; i < length; i++)
            {
                // The bits behind the first value, and zeros; what is found by zeros takes too many bits.
                var second = seconds[i << taken];
                entries[bits + i] = (byte)second + taken <= Bits ? first + second : alone;
            }
        }
    }

    // What the first of these bits hold: number of bits, 0 if that is not all of it; steps, value.
    private static (int Bits, int Steps, int Value) One(HuffmanTable table, HuffmanKind kind, bool hasRuns, int bits)
    {
        int entry = Unsafe.Add(ref table.Symbols, bits << (HuffmanTable.LookupBits - Bits));
        var (code, symbol) = (entry >> 8, entry & 0xFF);
        var (run, size) = kind == HuffmanKind.Dc ? (0, symbol) : (symbol >> 4, symbol & 15);
        var behind = (ulong)bits << (64 - Bits + code);
        var isEnd = kind == HuffmanKind.Ac && size == 0 && run < LongRun;
        var more = isEnd && hasRuns ? run : size;
        // A progressive scan must not write the last of 16 zeros: there may be a value.
        if (code == 0 || code + more > Bits || (symbol == LongRun << 4 && hasRuns))
            return default;
        return isEnd
            ? (code + more, EndOfBlock, (1 << more) - 1 + (int)(behind >> 1 >> (63 - more)))
            : (code + more, run, BitReader.Extend(behind, more));
    }

    private static ulong Join(int all, int first, int firstSteps, int secondSteps, int firstValue, int secondValue) =>
        (uint)(all | (first << 8) | (firstSteps << 16) | (secondSteps << 24))
        | ((ulong)(ushort)firstValue << 32)
        | ((ulong)(ushort)secondValue << 48);
}
