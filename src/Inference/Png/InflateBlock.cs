namespace ClothesClassification.Inference.Png;

/// <summary>A block of deflate that is compressed with Huffman codes: its codes, and the decoding of its data.</summary>
internal sealed class InflateBlock
{
    private const int MaxLiterals = 286;
    private const int MaxDistances = 30;

    /// <summary>Bits of a match at most: two codes of 15 bits, extra bits of 5 and 13.</summary>
    private const int MatchBits = 48;

    private static readonly InflateTable FixedLiterals = Fixed(
        InflateSymbols.LiteralBits,
        InflateSymbols.Literals,
        InflateSymbols.FixedLiterals
    );

    private static readonly InflateTable FixedDistances = Fixed(
        InflateSymbols.DistanceBits,
        InflateSymbols.Distances,
        InflateSymbols.FixedDistances
    );

    private readonly InflateTable ownLiterals = new(InflateSymbols.LiteralBits, InflateSymbols.Literals);
    private readonly InflateTable ownDistances = new(InflateSymbols.DistanceBits, InflateSymbols.Distances);
    private readonly InflateTable codeLengths = new(InflateSymbols.CodeBits, InflateSymbols.CodeLengths);
    private readonly LiteralRuns runs = new();
    private InflateTable literals = FixedLiterals;
    private InflateTable distances = FixedDistances;
    private int inflated;
    private bool hasRuns;

    // RFC 1951, 3.2.7: the order in which lengths of the code for lengths are stored.
    private static ReadOnlySpan<byte> CodeOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Whether no block follows.</summary>
    public bool IsLast { get; set; }

    /// <summary>Begins a block with the codes of the specification.</summary>
    public void StartFixed() => Start(FixedLiterals, FixedDistances);

    /// <summary>Begins a block with codes of its own, and reads them.</summary>
    /// <returns>Whether there is enough data.</returns>
    public bool TryStart(ref CompressedData data)
    {
        if (!data.TryNeed(14))
            return false;
        var (literalCount, distanceCount, codeCount) = (data.Take(5) + 257, data.Take(5) + 1, data.Take(4) + 4);
        if (literalCount > MaxLiterals || distanceCount > MaxDistances)
            throw PngErrors.Data();
        Span<byte> lengths = stackalloc byte[MaxLiterals + MaxDistances];
        lengths = lengths[..(literalCount + distanceCount)];
        var codes = lengths[..CodeOrder.Length];
        codes.Clear();
        for (var i = 0; i < codeCount; i++)
        {
            if (!data.TryNeed(3))
                return false;
            codes[CodeOrder[i]] = (byte)data.Take(3);
        }

        if (!codeLengths.TryBuild(codes) || !codeLengths.IsComplete)
            throw PngErrors.Data();
        if (!TryReadLengths(ref data, lengths))
            return false;
        if (
            lengths[InflateSymbols.EndOfBlock] == 0
            || !ownLiterals.TryBuild(lengths[..literalCount])
            || !ownDistances.TryBuild(lengths[literalCount..])
        )
            throw PngErrors.Data();
        Start(ownLiterals, ownDistances);
        return true;
    }

    /// <summary>Decodes up to the end of the block, or until there is enough.</summary>
    /// <param name="data">The data.</param>
    /// <param name="memory">Receives what is inflated; matches lie in what is before it.</param>
    /// <param name="end">Where in the memory what is inflated goes on.</param>
    /// <param name="limit">Where to stop; <see cref="Inflater.Slack"/> bytes behind it may be written.</param>
    /// <param name="isEnd">Whether the block has ended.</param>
    /// <returns>Whether there is enough data.</returns>
    public bool TryDecode(ref CompressedData data, byte[] memory, ref int end, int limit, out bool isEnd)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory.Length, limit + Inflater.Slack);
        isEnd = false;
        while (end < limit && !isEnd)
        {
            if (data.Position <= data.Piece.Length - InflateLoop.ReadAhead)
            {
                var stop = hasRuns ? limit : Math.Min(limit, end + Inflater.ShortBlock - inflated);
                var from = end;
                isEnd = InflateLoop.Run(
                    ref data,
                    hasRuns ? runs.Entries : literals.Entries,
                    hasRuns ? InflateSymbols.LiteralBits : literals.Bits,
                    literals.Entries,
                    distances,
                    memory,
                    ref end,
                    stop
                );
                inflated += end - from;
                if (!hasRuns && inflated >= Inflater.ShortBlock)
                {
                    runs.Build(literals);
                    hasRuns = true;
                }
            }
            else if (!TryDecodeOne(ref data, memory, ref end, out isEnd))
            {
                return false;
            }
        }

        return true;
    }

    private static InflateTable Fixed(int bits, uint[] symbols, byte[] lengths)
    {
        var table = new InflateTable(bits, symbols);
        return table.TryBuild(lengths) ? table : throw new InvalidOperationException("The fixed code is none.");
    }

    private void Start(InflateTable literals, InflateTable distances)
    {
        (this.literals, this.distances) = (literals, distances);
        (inflated, hasRuns) = (0, false);
    }

    private bool TryReadLengths(ref CompressedData data, scoped Span<byte> lengths)
    {
        var mask = (1UL << codeLengths.Bits) - 1;
        for (var i = 0; i < lengths.Length; )
        {
            // A code of 7 bits, and 7 bits of a count. At the end of the data there may be fewer; what is missing reads as 0.
            data.TryNeed(14);
            var entry = codeLengths.Entries[(int)(data.Bits & mask)];
            var symbol = (int)(entry >> InflateTable.BaseShift);
            var bits = (int)(entry & InflateTable.LengthMask);
            var extra =
                symbol < 16 ? 0
                : symbol == 16 ? 2
                : symbol == 17 ? 3
                : 7;
            if (bits + extra > data.Count)
                return false;
            data.Skip(bits);
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            var count = data.Take(extra) + (symbol == 18 ? 11 : 3);
            if (i + count > lengths.Length || (symbol == 16 && i == 0))
                throw PngErrors.Data();
            lengths.Slice(i, count).Fill(symbol == 16 ? lengths[i - 1] : (byte)0);
            i += count;
        }

        return true;
    }

    // Where a piece of the data ends, and before there are runs.
    private bool TryDecodeOne(ref CompressedData data, byte[] memory, ref int end, out bool isEnd)
    {
        isEnd = false;
        data.TryNeed(MatchBits);
        if (!TryLookUp(ref data, literals, out var entry))
            return false;
        if ((entry & InflateTable.IsLiteral) != 0)
        {
            data.Skip((int)(entry & InflateTable.LengthMask));
            memory[end++] = (byte)(entry >> InflateTable.LiteralShift);
            return true;
        }

        if ((entry & InflateTable.IsEnd) != 0)
        {
            data.Skip((int)(entry & InflateTable.LengthMask));
            isEnd = true;
            return true;
        }

        var length = TakeNumber(ref data, entry);
        if (!TryLookUp(ref data, distances, out entry))
            return false;
        var distance = TakeNumber(ref data, entry);
        if (distance > end)
            throw PngErrors.Data();
        for (; length > 0; length--, end++)
            memory[end] = memory[end - distance];
        return true;
    }

    private static bool TryLookUp(ref CompressedData data, InflateTable table, out uint entry)
    {
        entry = table.Entries[(int)data.Bits & ((1 << table.Bits) - 1)];
        if (Has(entry, InflateTable.IsLink) && data.Count >= table.Bits)
        {
            data.Skip(table.Bits);
            entry = table.Entries[InflateLoop.Linked(entry, data.Bits)];
        }

        if ((int)(entry & InflateTable.LengthMask) > data.Count)
            return false;
        return Has(entry, InflateTable.IsInvalid) ? throw PngErrors.Data() : true;
    }

    // Where a literal stands, other entries have their flags.
    private static bool Has(uint entry, uint flag) => (entry & InflateTable.IsLiteral) == 0 && (entry & flag) != 0;

    private static int TakeNumber(ref CompressedData data, uint entry)
    {
        var number = InflateLoop.Number(entry, data.Bits);
        data.Skip((int)(entry & InflateTable.LengthMask));
        return number;
    }
}
