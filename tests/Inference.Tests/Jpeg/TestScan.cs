namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>Writes one scan: first as symbols and bits, then, when the tables are known, as data.</summary>
internal sealed class TestScan(TestJpeg jpeg, TestPlane[] planes, TestScan.Header header)
{
    /// <summary>What a scan header says.</summary>
    public sealed record Header(int[] Components, int First, int Last, int High, int Low);

    private const int Plain = -1;
    private const int Restart = -2;
    private const int AcTable = 8;

    // Symbols of a table (its number, and 8 more for AC), plain bits, or a restart.
    private readonly List<(int Table, int Symbol, int Bits, int Count)> tokens = [];
    private readonly List<int> corrections = [];
    private int run;

    public void Write(List<byte> file)
    {
        Tokenize();
        var tables = tokens
            .Where(t => t.Table >= 0)
            .GroupBy(t => t.Table)
            .ToDictionary(
                g => g.Key,
                g => new TestHuffman(jpeg.Tables, g.GroupBy(t => t.Symbol).ToDictionary(s => s.Key, s => s.Count()))
            );
        foreach (var (number, table) in tables)
            TestJpeg.Segment(file, 0xC4, [(byte)((number / AcTable << 4) | (number % AcTable)), .. table.Content]);
        byte[] components = [.. header.Components.SelectMany(c => new[] { (byte)(c + 1), (byte)(Table(c) * 0x11) })];
        byte[] band = [(byte)header.First, (byte)header.Last, (byte)((header.High << 4) | header.Low)];
        TestJpeg.Segment(file, 0xDA, [(byte)header.Components.Length, .. components, .. band]);
        Emit(file, tables);
    }

    // Luma has a table, and all others share one.
    private static int Table(int component) => Math.Min(component, 1);

    private void Tokenize()
    {
        var predictions = new int[planes.Length];
        var mcu = 0;
        foreach (var blocks in Mcus())
        {
            if (jpeg.RestartInterval > 0 && mcu > 0 && mcu % jpeg.RestartInterval == 0)
            {
                FlushRun();
                tokens.Add((Restart, 0, 0, 0));
                Array.Clear(predictions);
            }

            mcu++;
            foreach (var (component, block) in blocks)
                Tokenize(component, planes[component].Blocks[block], predictions);
        }

        FlushRun();
    }

    private IEnumerable<List<(int Component, int Block)>> Mcus()
    {
        if (header.Components.Length == 1)
        {
            var component = header.Components[0];
            var (h, v) = jpeg.Sampling[component];
            var wide = (((jpeg.Width * h) + jpeg.MaxH - 1) / jpeg.MaxH + 7) / 8;
            var high = (((jpeg.Height * v) + jpeg.MaxV - 1) / jpeg.MaxV + 7) / 8;
            for (var i = 0; i < wide * high; i++)
                yield return [(component, (i / wide * planes[component].BlocksWide) + (i % wide))];
            yield break;
        }

        var mcusWide = planes[0].BlocksWide / jpeg.Sampling[0].H;
        var mcusHigh = planes[0].BlocksHigh / jpeg.Sampling[0].V;
        for (var mcu = 0; mcu < mcusWide * mcusHigh; mcu++)
        {
            List<(int, int)> blocks = [];
            foreach (var component in header.Components)
            {
                var (h, v) = jpeg.Sampling[component];
                for (var i = 0; i < h * v; i++)
                {
                    var (x, y) = ((mcu % mcusWide * h) + (i % h), (mcu / mcusWide * v) + (i / h));
                    blocks.Add((component, (y * planes[component].BlocksWide) + x));
                }
            }

            yield return blocks;
        }
    }

    private void Tokenize(int component, int[] block, int[] predictions)
    {
        var table = Table(component);
        if (header.First == 0)
        {
            if (header.High > 0)
            {
                tokens.Add((Plain, 0, (block[0] >> header.Low) & 1, 1));
            }
            else
            {
                var dc = block[0] >> header.Low;
                Value(table, 0, dc - predictions[component]);
                predictions[component] = dc;
            }
        }

        if (header.Last > 0 && header.High == 0)
            TokenizeFirst(table + AcTable, block);
        else if (header.Last > 0)
            TokenizeRefinement(table + AcTable, block);
    }

    private void TokenizeFirst(int table, int[] block)
    {
        var zeros = 0;
        for (var k = Math.Max(1, header.First); k <= header.Last; k++)
        {
            var value = Shifted(block, k);
            if (value == 0)
            {
                zeros++;
                continue;
            }

            FlushRun();
            for (; zeros > 15; zeros -= 16)
                tokens.Add((table, 0xF0, 0, 0));
            Value(table, zeros, value);
            zeros = 0;
        }

        if (zeros > 0)
            EndBlock(table);
    }

    // ITU-T T.81, G.1.2.3, figure G.7.
    private void TokenizeRefinement(int table, int[] block)
    {
        var last = header.First - 1;
        for (var k = header.First; k <= header.Last; k++)
        {
            if (Math.Abs(Shifted(block, k)) == 1)
                last = k;
        }

        List<int> bits = [];
        var zeros = 0;
        for (var k = header.First; k <= header.Last; k++)
        {
            var value = Math.Abs(Shifted(block, k));
            if (value == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15 && k <= last; zeros -= 16)
            {
                FlushRun();
                tokens.Add((table, 0xF0, 0, 0));
                Corrections(bits);
            }

            if (value > 1)
            {
                bits.Add(value & 1);
                continue;
            }

            FlushRun();
            tokens.Add((table, (zeros << 4) | 1, Shifted(block, k) > 0 ? 1 : 0, 1));
            Corrections(bits);
            zeros = 0;
        }

        if (zeros == 0 && bits.Count == 0)
            return;
        EndBlock(table);
        corrections.AddRange(bits);
    }

    private void Corrections(List<int> bits)
    {
        tokens.AddRange(bits.Select(bit => (Plain, 0, bit, 1)));
        bits.Clear();
    }

    private int runTable;

    private void EndBlock(int table)
    {
        if (!jpeg.IsProgressive)
        {
            tokens.Add((table, 0, 0, 0));
            return;
        }

        runTable = table;
        if (++run == 0x7FFF)
            FlushRun();
    }

    private void FlushRun()
    {
        if (run > 0)
        {
            var size = (int)Math.Log2(run);
            tokens.Add((runTable, size << 4, run - (1 << size), size));
        }

        run = 0;
        Corrections(corrections);
    }

    // AC coefficients are divided, DC ones shifted (G.1.2.1).
    private int Shifted(int[] block, int k) => block[TestPlane.Zigzag[k]] / (1 << header.Low);

    private void Value(int table, int zeros, int value)
    {
        var size = value == 0 ? 0 : (int)Math.Log2(Math.Abs(value)) + 1;
        tokens.Add((table, (zeros << 4) | size, value < 0 ? value + (1 << size) - 1 : value, size));
    }

    private void Emit(List<byte> file, Dictionary<int, TestHuffman> tables)
    {
        var (restarts, accumulated, count) = (0, 0, 0);
        foreach (var (table, symbol, bits, bitCount) in tokens)
        {
            if (table == Restart)
            {
                Pad();
                file.AddRange([0xFF, (byte)(0xD0 + (restarts++ & 7))]);
                continue;
            }

            if (table >= 0)
                Put(tables[table][symbol].Code, tables[table][symbol].Length);
            Put(bits, bitCount);
        }

        Pad();

        void Pad()
        {
            while (count % 8 != 0)
                Put(1, 1);
        }

        void Put(int value, int length)
        {
            for (var i = length - 1; i >= 0; i--)
            {
                accumulated = (accumulated << 1) | ((value >> i) & 1);
                if (++count % 8 != 0)
                    continue;
                file.Add((byte)accumulated);
                if ((byte)accumulated == 0xFF)
                    file.Add(0);
            }
        }
    }
}
