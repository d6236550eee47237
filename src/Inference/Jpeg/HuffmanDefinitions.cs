namespace ClothesClassification.Inference.Jpeg;

/// <summary>The Huffman tables that are defined at a point of a file (ITU-T T.81, B.2.4.2), as the file has them.</summary>
internal sealed class HuffmanDefinitions
{
    private const int Count = 4;
    private readonly byte[][] contents =
    [
        [],
        [],
        [],
        [],
        [],
        [],
        [],
        [],
    ];

    // The content of a table: 16 numbers of codes, then the symbols.
    private readonly int[] lengths = new int[2 * Count];

    public void Clear() => Array.Clear(lengths);

    /// <summary>A table's content: how many codes there are of 1 to 16 bits, then their symbols. Empty if undefined.</summary>
    public ReadOnlySpan<byte> Content(HuffmanKind kind, int index)
    {
        var slot = ((int)kind * Count) + index;
        return contents[slot].AsSpan(0, lengths[slot]);
    }

    /// <summary>Reads the tables of a segment.</summary>
    public void Read(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            var (kind, index) = (segment[0] >> 4, segment[0] & 15);
            if (kind > 1 || index >= Count || segment.Length < 1 + HuffmanTable.MaxCodeLength)
                throw JpegErrors.Tables();
            var symbols = 0;
            foreach (var number in segment.Slice(1, HuffmanTable.MaxCodeLength))
                symbols += number;
            var length = HuffmanTable.MaxCodeLength + symbols;
            if (symbols > HuffmanTable.MaxSymbols || segment.Length < 1 + length)
                throw JpegErrors.Tables();
            var content = segment.Slice(1, length);
            HuffmanTable.Check((HuffmanKind)kind, content);
            var slot = (kind * Count) + index;
            if (contents[slot].Length == 0)
                contents[slot] = new byte[HuffmanTable.MaxCodeLength + HuffmanTable.MaxSymbols];
            content.CopyTo(contents[slot]);
            lengths[slot] = length;
            segment = segment[(1 + length)..];
        }
    }
}

/// <summary>What a Huffman table is for; the values are the file's.</summary>
internal enum HuffmanKind
{
    /// <summary>Differences of DC coefficients: a symbol is a number of bits.</summary>
    Dc = 0,

    /// <summary>AC coefficients: a symbol is a run of zeros and a number of bits.</summary>
    Ac = 1,
}
