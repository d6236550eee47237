namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Keeps Huffman tables by their content: most photos have the same ones, and making one takes as long as decoding some
/// hundred blocks. The one not used for longest makes room, so that nothing is allocated for photos with their own.
/// </summary>
internal sealed class HuffmanCache
{
    /// <summary>At least the six tables of a scan, or a scan's own tables would drive each other out.</summary>
    private const int Capacity = 12;

    private readonly HuffmanTable?[] tables = new HuffmanTable?[Capacity];
    private long uses;

    public HuffmanTable Get(HuffmanKind kind, ReadOnlySpan<byte> content)
    {
        uses++;
        var oldest = 0;
        for (var i = 0; i < tables.Length; i++)
        {
            if (tables[i] is not { } table)
            {
                oldest = i;
                break;
            }

            if (table.Holds(kind, content))
            {
                table.LastUse = uses;
                return table;
            }

            if (table.LastUse < tables[oldest]!.LastUse)
                oldest = i;
        }

        var made = tables[oldest] ??= new HuffmanTable();
        made.Set(kind, content);
        made.LastUse = uses;
        return made;
    }
}
