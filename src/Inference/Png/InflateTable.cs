namespace ClothesClassification.Inference.Png;

/// <summary>
/// Look-up table of a Huffman code of deflate (RFC 1951, 3.2). An index is the next bits of the stream, the first of them
/// lowest; codes longer than <see cref="Bits"/> go on in a table of their own behind the first.
/// </summary>
/// <param name="maxBits">Bits of the first look-up, at most.</param>
/// <param name="symbols">What each symbol stands for, from <see cref="InflateSymbols"/>.</param>
internal sealed class InflateTable(int maxBits, uint[] symbols)
{
    /// <summary>Bits that the entry takes: of the code, and the extra bits behind it.</summary>
    public const int LengthMask = 63;

    /// <summary>How many literals an entry holds, from this bit on: 0 to 3.</summary>
    public const int LiteralCountShift = 6;

    /// <summary>Whether there is any literal.</summary>
    public const uint IsLiteral = 3 << LiteralCountShift;

    /// <summary>The literals; or, below a base or an offset, the bits of the code alone.</summary>
    public const int LiteralShift = 8;

    /// <summary>The base of a length or a distance, or where the longer codes of an entry begin.</summary>
    public const int BaseShift = 16;

    /// <summary>The code is longer: its other bits are an index from the base on, as many as <see cref="LiteralShift"/> says.</summary>
    public const uint IsLink = 1 << 12;

    /// <summary>The block ends.</summary>
    public const uint IsEnd = 1 << 13;

    /// <summary>There is no such code, or no such symbol.</summary>
    public const uint IsInvalid = 1 << 14;

    /// <summary>Any of the three.</summary>
    public const uint IsSpecial = IsLink | IsEnd | IsInvalid;

    private const int MaxCode = 15;

    // No set of codes needs more: zlib's enough.c counts 2,342 for 286 symbols and 11 bits.
    private readonly uint[] entries = new uint[(1 << maxBits) + 1024];
    private readonly ushort[] sorted = new ushort[symbols.Length];

    public ReadOnlySpan<uint> Entries => entries;

    /// <summary>Bits of the first look-up.</summary>
    public int Bits { get; private set; }

    /// <summary>Whether all bit strings have a meaning.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Makes the table for codes of given lengths.</summary>
    /// <param name="lengths">Bits of each symbol's code; 0 for those that do not occur.</param>
    /// <returns>Whether they are a code: all bit strings have a meaning, or, as zlib allows, the one code is a single bit.</returns>
    public bool TryBuild(ReadOnlySpan<byte> lengths)
    {
        Span<int> counts = stackalloc int[MaxCode + 1];
        counts.Clear();
        foreach (var length in lengths)
            counts[length]++;
        counts[0] = 0;
        Span<int> starts = stackalloc int[MaxCode + 1];
        var (longest, total, left) = (0, 0, 1);
        for (var length = 1; length <= MaxCode; length++)
        {
            starts[length] = total;
            total += counts[length];
            left = (left << 1) - counts[length];
            if (left < 0)
                return false;
            if (counts[length] > 0)
                longest = length;
        }

        if (left > 0 && longest > 1)
            return false;
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
                sorted[starts[lengths[symbol]]++] = (ushort)symbol;
        }

        Bits = Math.Clamp(longest, 1, maxBits);
        IsComplete = left == 0;
        if (left > 0)
            FillIncomplete(total);
        else
            Fill(counts, longest);
        return true;
    }

    // None, or one code of one bit.
    private void FillIncomplete(int total)
    {
        entries[0] = total == 0 ? IsInvalid | 1 : Entry(sorted[0], 1, 1);
        entries[1] = IsInvalid | 1;
    }

    // Codes of one length are placed, then all that there is so far is repeated for either value of the next bit.
    private void Fill(ReadOnlySpan<int> counts, int longest)
    {
        var (next, code) = (0, 0);
        for (var length = 1; length <= Bits; length++)
        {
            for (var i = counts[length]; i > 0; i--)
            {
                entries[code] = Entry(sorted[next++], length, length);
                code = Following(code, length);
            }

            if (length < Bits)
                entries.AsSpan(0, 1 << length).CopyTo(entries.AsSpan(1 << length));
        }

        if (longest > Bits)
            FillLinked(counts, longest, next, code);
    }

    private void FillLinked(ReadOnlySpan<int> counts, int longest, int next, int code)
    {
        Span<int> left = stackalloc int[MaxCode + 1];
        counts.CopyTo(left);
        var (prefix, start, size, end) = (-1, 0, 0, 1 << Bits);
        for (var length = Bits + 1; length <= longest; length++)
        {
            for (; left[length] > 0; left[length]--)
            {
                if ((code & ((1 << Bits) - 1)) != prefix)
                {
                    prefix = code & ((1 << Bits) - 1);
                    start = end;
                    // As many bits as the codes that begin so need: until they fill it.
                    var bits = length - Bits;
                    for (var used = left[length]; used < 1 << bits; used = (used << 1) + left[Bits + bits])
                        bits++;
                    size = 1 << bits;
                    end += size;
                    entries[prefix] = IsLink | ((uint)start << BaseShift) | ((uint)bits << LiteralShift) | (uint)Bits;
                }

                var entry = Entry(sorted[next++], length - Bits, length - Bits);
                for (var i = code >> Bits; i < size; i += 1 << (length - Bits))
                    entries[start + i] = entry;
                code = Following(code, length);
            }
        }
    }

    private uint Entry(int symbol, int length, int codeBits)
    {
        var entry = symbols[symbol] + (uint)length;
        return (entry & IsLiteral) != 0 ? entry : entry | ((uint)codeBits << LiteralShift);
    }

    // The next code of a length, its first bit lowest: 1 is added at the highest bit, and carried down.
    private static int Following(int code, int length)
    {
        var bit = 1 << (length - 1);
        while ((code & bit) != 0)
            bit >>= 1;
        return bit == 0 ? 0 : (code & (bit - 1)) | bit;
    }
}
