namespace ClothesClassification.Inference.Png;

/// <summary>What the symbols of deflate stand for (RFC 1951, 3.2.5), as <see cref="InflateTable"/> stores it.</summary>
internal static class InflateSymbols
{
    /// <summary>Bits of a match's length and of its distance that are looked up at once.</summary>
    public const int LiteralBits = 11;

    /// <inheritdoc cref="LiteralBits"/>
    public const int DistanceBits = 9;

    /// <summary>Bits that the code for lengths of codes has at most.</summary>
    public const int CodeBits = 7;

    /// <summary>The symbol that ends a block.</summary>
    public const int EndOfBlock = 256;

    private const int FirstLength = 257;
    private const int LastLength = 285;

    /// <summary>Literals, the end of a block, and lengths. 286 and 287 have a place in the fixed code, and no meaning.</summary>
    public static uint[] Literals { get; } = [.. Enumerable.Range(0, 288).Select(Literal)];

    /// <summary>Distances. 30 and 31 have no meaning.</summary>
    public static uint[] Distances { get; } = [.. Enumerable.Range(0, 32).Select(Distance)];

    /// <summary>Lengths of codes: the base is the symbol itself.</summary>
    public static uint[] CodeLengths { get; } =
    [.. Enumerable.Range(0, 19).Select(i => (uint)i << InflateTable.BaseShift)];

    /// <summary>Lengths of the fixed code of literals.</summary>
    public static byte[] FixedLiterals { get; } =
    [
        .. Enumerable
            .Range(0, 288)
            .Select(i =>
                (byte)(
                    i < 144 ? 8
                    : i < 256 ? 9
                    : i < 280 ? 7
                    : 8
                )
            ),
    ];

    /// <summary>Lengths of the fixed code of distances.</summary>
    public static byte[] FixedDistances { get; } = [.. Enumerable.Repeat((byte)5, 32)];

    private static uint Literal(int symbol)
    {
        if (symbol < EndOfBlock)
            return ((uint)symbol << InflateTable.LiteralShift) | (1 << InflateTable.LiteralCountShift);
        if (symbol == EndOfBlock)
            return InflateTable.IsEnd;
        if (symbol > LastLength)
            return InflateTable.IsInvalid;
        if (symbol == LastLength)
            return 258 << InflateTable.BaseShift;
        var i = symbol - FirstLength;
        // Four lengths of each number of extra bits, but eight of none.
        var extra = Math.Max(0, (i / 4) - 1);
        var first = extra == 0 ? i : (4 + (i % 4)) << extra;
        return ((uint)(first + 3) << InflateTable.BaseShift) | (uint)extra;
    }

    private static uint Distance(int symbol)
    {
        if (symbol > 29)
            return InflateTable.IsInvalid;
        var extra = Math.Max(0, (symbol / 2) - 1);
        var first = extra == 0 ? symbol : (2 + (symbol % 2)) << extra;
        return ((uint)(first + 1) << InflateTable.BaseShift) | (uint)extra;
    }
}
