namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Where the coefficients of a block are kept. A file has them along a zigzag; here one column of horizontal frequency
/// lies behind the other (place = 8 horizontal + vertical), which saves the inverse transform one of two transpositions.
/// </summary>
internal static class ZigZag
{
    public const int Coefficients = 64;

    /// <summary>What the coefficients of a block take.</summary>
    public const int BlockBytes = Coefficients * sizeof(short);

    /// <summary>
    /// Places for any 8-bit number in zigzag order. Those from 64 on only occur behind the end of a block: they get the
    /// place behind the block, so that decoding may write before it looks.
    /// </summary>
    public static ReadOnlySpan<byte> Places => Table;

    /// <summary>16-bit numbers of a block's memory: its coefficients, and a place for what lies behind the end.</summary>
    public const int BlockLength = Coefficients + 32;

    private static readonly byte[] Table = Create();

    private static byte[] Create()
    {
        var table = new byte[256];
        Array.Fill(table, (byte)Coefficients);
        var (x, y) = (0, 0);
        for (var i = 0; i < Coefficients; i++)
        {
            table[i] = (byte)((8 * x) + y);
            // Even diagonals run up and to the right, odd ones down and to the left.
            if ((x + y) % 2 == 0)
                (x, y) = x == 7 ? (x, y + 1) : (x + 1, Math.Max(0, y - 1));
            else
                (x, y) = y == 7 ? (x + 1, y) : (Math.Max(0, x - 1), y + 1);
        }

        return table;
    }
}
