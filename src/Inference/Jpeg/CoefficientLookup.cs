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
/// </summary>
internal static class CoefficientLookup
{
    public const int Bits = 11;

    /// <summary>Steps of the end of a block: from any place, and behind any other value, past the end and below 256.</summary>
    public const int EndOfBlock = 128;

    /// <summary>The entry for the next bits; 0 where they do not hold a whole value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find(ref ulong entries, ulong bits) =>
        // In bounds: 64 bits less 53 are 11.
        Unsafe.Add(ref entries, (nuint)(bits >> (64 - Bits)));

    /// <summary>Makes all entries of a table.</summary>
    public static void Build(HuffmanTable table, HuffmanKind kind, ref ulong[] entries)
    {
        if (entries.Length == 0)
            entries = new ulong[1 << Bits];
        for (var bits = 0; bits < entries.Length; bits++)
            entries[bits] = kind == HuffmanKind.Dc ? Difference(table, bits) : Pair(table, bits);
    }

    private static ulong Difference(HuffmanTable table, int bits)
    {
        var (code, size) = table.Peek(bits, Bits);
        return code == 0 || code + size > Bits ? 0 : Join(code + size, 0, 0, 0, Value(bits, code, size), 0);
    }

    private static ulong Pair(HuffmanTable table, int bits)
    {
        if (!TryOne(table, bits, Bits, out var first))
            return 0;
        if (first.Steps == EndOfBlock)
            return Join(first.Bits, first.Bits, EndOfBlock, 0, 0, 0);
        var rest = Bits - first.Bits;
        var restBits = bits & ((1 << rest) - 1);
        if (!TryOne(table, restBits, rest, out var second))
            return Join(first.Bits, first.Bits, first.Steps, 0, first.Value, first.Value);
        var steps = second.Steps == EndOfBlock ? EndOfBlock : second.Steps + 1;
        return Join(first.Bits + second.Bits, first.Bits, first.Steps, steps, first.Value, second.Value);
    }

    private static bool TryOne(HuffmanTable table, int bits, int count, out (int Bits, int Steps, int Value) one)
    {
        one = default;
        var (code, symbol) = table.Peek(bits, count);
        var (run, size) = (symbol >> 4, symbol & 15);
        if (code == 0 || code + size > count)
            return false;
        // A run of 15 without a value is 16 zeros; the last of them is written.
        var isEnd = size == 0 && run < 15;
        one = (code + size, isEnd ? EndOfBlock : run, Value(bits & ((1 << count) - 1), code, size, count));
        return true;
    }

    private static int Value(int bits, int code, int size, int count = Bits)
    {
        if (size == 0)
            return 0;
        var value = (bits >> (count - code - size)) & ((1 << size) - 1);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    private static ulong Join(int all, int first, int firstSteps, int secondSteps, int firstValue, int secondValue) =>
        (uint)(all | (first << 8) | (firstSteps << 16) | (secondSteps << 24))
        | ((ulong)(ushort)firstValue << 32)
        | ((ulong)(ushort)secondValue << 48);
}
