namespace ClothesClassification.Inference.Png;

/// <summary>
/// A table of <see cref="InflateSymbols.LiteralBits"/> bits whose entries hold up to three literals: most of a photo's data are
/// literals of a few bits each, and a look-up costs the same for all of them.
/// </summary>
internal sealed class LiteralRuns
{
    private const int Size = 1 << InflateSymbols.LiteralBits;
    private readonly uint[] pairs = new uint[Size];
    private readonly uint[] runs = new uint[Size];

    public ReadOnlySpan<uint> Entries => runs;

    /// <summary>Makes the table from one of single symbols.</summary>
    public void Build(InflateTable table)
    {
        var single = table.Entries;
        var mask = (1 << table.Bits) - 1;
        for (var i = 0; i < Size; i++)
        {
            var entry = single[i & mask];
            if ((entry & InflateTable.IsLiteral) == 0)
            {
                pairs[i] = runs[i] = entry;
                continue;
            }

            var rest = i >> (int)(entry & InflateTable.LengthMask);
            // The rest is followed by zeros that are not of the stream: an entry counts if it does not reach them.
            pairs[i] = Join(entry, single[rest & mask]);
            runs[i] = Join(entry, pairs[rest]);
            if (runs[i] == entry)
                runs[i] = pairs[i];
        }
    }

    // The counts and lengths are added, the literals placed behind the first one.
    private static uint Join(uint first, uint second)
    {
        const uint low = (1 << InflateTable.LiteralShift) - 1;
        var length = (first & InflateTable.LengthMask) + (second & InflateTable.LengthMask);
        return (second & InflateTable.IsLiteral) != 0 && length <= InflateSymbols.LiteralBits
            ? first + (second & low) + ((second & ~low) << InflateTable.LiteralShift)
            : first;
    }
}
