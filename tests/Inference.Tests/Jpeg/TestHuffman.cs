namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>A Huffman table for a file: which code each symbol gets.</summary>
internal sealed class TestHuffman
{
    /// <summary>How long the codes are.</summary>
    public enum Shape
    {
        /// <summary>By how often symbols occur.</summary>
        Optimised,

        /// <summary>All about as long.</summary>
        Flat,

        /// <summary>One symbol for each length up to 8; all others 16 bits.</summary>
        Long,
    }

    private readonly Dictionary<int, (int Code, int Length)> codes = [];
    private readonly byte[] counts = new byte[16];
    private readonly List<byte> symbols = [];

    public TestHuffman(Shape shape, IReadOnlyDictionary<int, int> frequencies)
    {
        var ordered = frequencies.OrderByDescending(f => f.Value).ThenBy(f => f.Key).Select(f => f.Key).ToList();
        // Lengths that Kraft's inequality allows, with room left over, so that no code is all ones. For the optimised
        // ones: shares of the powers of two, rounded up.
        var total = frequencies.Values.Sum() * 2.0;
        var left = 1.0;
        for (var i = 0; i < ordered.Count; i++)
        {
            var length = shape switch
            {
                Shape.Flat => Math.Max(1, (int)Math.Ceiling(Math.Log2(ordered.Count + 1))),
                Shape.Long => i < 8 ? i + 1 : 16,
                _ => Math.Clamp((int)Math.Ceiling(-Math.Log2(frequencies[ordered[i]] / total)), 1, 15),
            };
            left -= Math.Pow(2, -length);
            if (left <= 0)
                throw new InvalidOperationException("The test's table has too many codes.");
            counts[length - 1]++;
            symbols.Add((byte)ordered[i]);
        }

        Assign();
    }

    /// <summary>What a DHT segment says behind the table's number.</summary>
    public IEnumerable<byte> Content => [.. counts, .. symbols];

    public (int Code, int Length) this[int symbol] => codes[symbol];

    private void Assign()
    {
        var (code, next) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            for (var i = 0; i < counts[length - 1]; i++)
                codes[symbols[next++]] = (code++, length);
        }
    }
}
