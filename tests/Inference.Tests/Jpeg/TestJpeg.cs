namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>
/// Writes JPEG files of every kind that the decoder takes, and knows which coefficients are in them: what the decoder must
/// find is told by the writer, and not by another decoder.
/// </summary>
internal sealed record TestJpeg
{
    public int Width { get; init; } = 40;

    public int Height { get; init; } = 30;

    /// <summary>Horizontal and vertical sampling factors of each component; one component is greyscale.</summary>
    public (int H, int V)[] Sampling { get; init; } = [(2, 2), (1, 1), (1, 1)];

    /// <summary>Factor of all quantisation; 1 is nearly without loss.</summary>
    public int Quantization { get; init; } = 8;

    public int Seed { get; init; } = 1;

    /// <summary>From 0, a smooth picture, to 100, nothing but noise.</summary>
    public int Roughness { get; init; } = 20;

    /// <summary>MCUs between restart markers; 0 for none.</summary>
    public int RestartInterval { get; init; }

    public bool IsProgressive { get; init; }

    /// <summary>Whether a sequential file has all components in one scan.</summary>
    public bool IsInterleaved { get; init; } = true;

    public TestHuffman.Shape Tables { get; init; } = TestHuffman.Shape.Optimised;

    /// <summary>Writes the components as red, green and blue, as Adobe marks it.</summary>
    public bool IsRgb { get; init; }

    /// <summary>Writes 16-bit quantisation tables.</summary>
    public bool HasWideQuantization { get; init; }

    /// <summary>What is in the picture: a component, a column and a row of its samples to a level, -128 to 127; null for waves.</summary>
    public Func<int, int, int, double>? Content { get; init; }

    /// <summary>
    /// The quantised coefficients themselves: of a component, a block and a place along the zigzag; null to transform what is
    /// in the picture.
    /// </summary>
    public Func<int, int, int, int>? Coefficients { get; init; }

    /// <summary>The scans that each component's AC coefficients have in a progressive file; null for a script of the usual kind.</summary>
    public IReadOnlyList<(int First, int Last, int High, int Low)>? AcScans { get; init; }

    public int MaxH => Sampling.Max(s => s.H);

    public int MaxV => Sampling.Max(s => s.V);

    /// <summary>The quantisation table of a component, in natural order: coarser towards high frequencies.</summary>
    public int[] QuantizationTable(int component) =>
        [
            .. Enumerable
                .Range(0, 64)
                .Select(i => Math.Clamp(Quantization * (4 + (i / 8) + (i % 8) + (2 * component)) / 8, 1, 255)),
        ];

    public byte[] Encode() => Encode(out _);

    /// <param name="planes">Quantised coefficients of each component.</param>
    public byte[] Encode(out TestPlane[] planes)
    {
        var made = Sampling.Select((_, i) => TestPlane.Make(this, i)).ToArray();
        planes = made;
        List<byte> file = [0xFF, 0xD8];
        if (IsRgb)
            Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        else
            Segment(file, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        for (var i = 0; i < Sampling.Length; i++)
            Segment(file, 0xDB, [(byte)((HasWideQuantization ? 0x10 : 0) | i), .. Zigzagged(i)]);
        byte[] size = [(byte)(Height >> 8), (byte)Height, (byte)(Width >> 8), (byte)Width];
        var components = Sampling.SelectMany((s, i) => new byte[] { (byte)(i + 1), (byte)((s.H << 4) | s.V), (byte)i });
        var frame = (byte)(
            IsProgressive ? 0xC2
            : HasWideQuantization ? 0xC1
            : 0xC0
        );
        Segment(file, frame, [8, .. size, (byte)Sampling.Length, .. components]);
        if (RestartInterval > 0)
            Segment(file, 0xDD, [(byte)(RestartInterval >> 8), (byte)RestartInterval]);
        foreach (var scan in Scans())
            new TestScan(this, made, scan).Write(file);
        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    public static void Segment(List<byte> file, byte marker, ReadOnlySpan<byte> content)
    {
        file.AddRange([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2)]);
        file.AddRange(content);
    }

    public override string ToString() =>
        $"{Width}x{Height} {string.Join(' ', Sampling.Select(s => $"{s.H}x{s.V}"))} q{Quantization} r{RestartInterval} "
        + $"{(IsProgressive ? "progressive" : IsInterleaved ? "interleaved" : "one by one")} {Tables} seed {Seed}";

    private IEnumerable<byte> Zigzagged(int component)
    {
        var table = QuantizationTable(component);
        foreach (var place in TestPlane.Zigzag)
        {
            if (HasWideQuantization)
                yield return (byte)(table[place] >> 8);
            yield return (byte)table[place];
        }
    }

    private IEnumerable<TestScan.Header> Scans()
    {
        int[] all = [.. Enumerable.Range(0, Sampling.Length)];
        if (!IsProgressive)
            return IsInterleaved
                ? [new TestScan.Header(all, 0, 63, 0, 0)]
                : all.Select(i => new TestScan.Header([i], 0, 63, 0, 0));
        // DC in two steps, AC in bands and bits: as libjpeg's script, and one more band and one more bit.
        List<TestScan.Header> scans = [new(all, 0, 0, 0, 1)];
        if (AcScans is { } own)
        {
            scans.AddRange(
                all.SelectMany(i => own.Select(s => new TestScan.Header([i], s.First, s.Last, s.High, s.Low)))
            );
            scans.Add(new(all, 0, 0, 1, 0));
            return scans;
        }

        foreach (var i in all)
            scans.AddRange([new([i], 1, 5, 0, 2), new([i], 6, 63, 0, 2), new([i], 1, 63, 2, 1)]);
        scans.Add(new(all, 0, 0, 1, 0));
        foreach (var i in all)
            scans.Add(new([i], 1, 63, 1, 0));
        return scans;
    }
}
