using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>One colour component of a frame, and its plane of samples. Kept from photo to photo.</summary>
internal sealed class Component
{
    private const byte Missing = byte.MaxValue;

    // The lowest bit that there is of each coefficient along the zigzag.
    private readonly byte[] lowBits = new byte[ZigZag.Coefficients];
    private ulong[] dcValues = [];
    private ulong[] acValues = [];
    private ulong[] bandValues = [];
    private uint[] refinements = [];
    private ushort[] acSkips = [];

    /// <summary>Its name in the file; scans refer to it.</summary>
    public byte Id { get; set; }

    /// <summary>Horizontal sampling factor: blocks side by side in an interleaved MCU.</summary>
    public int Horizontal { get; set; }

    /// <summary>Vertical sampling factor: blocks one above the other in an interleaved MCU.</summary>
    public int Vertical { get; set; }

    /// <summary>Which quantisation table.</summary>
    public int QuantizationIndex { get; set; }

    /// <summary>The quantisation table as it was when the component's first scan began; in the order of <see cref="ZigZag"/>.</summary>
    public short[] Quantization { get; } = new short[ZigZag.Coefficients];

    /// <summary>Blocks that hold samples of the picture: those of a scan of this component alone.</summary>
    public int BlocksWide { get; set; }

    /// <inheritdoc cref="BlocksWide"/>
    public int BlocksHigh { get; set; }

    /// <summary>Blocks including those that fill up the last MCUs: the size of the plane.</summary>
    public int PaddedBlocksWide { get; set; }

    /// <inheritdoc cref="PaddedBlocksWide"/>
    public int PaddedBlocksHigh { get; set; }

    /// <summary>Where the plane starts in the memory of all planes.</summary>
    public int PlaneOffset { get; set; }

    /// <summary>Samples from one row of the plane to the next.</summary>
    public int Stride { get; set; }

    /// <summary>Columns of the plane that belong to the picture, the last perhaps in part.</summary>
    public int Width { get; set; }

    /// <summary>Rows of the plane that belong to the picture, the last perhaps in part.</summary>
    public int Height { get; set; }

    /// <summary>Which block of a progressive frame's memory of coefficients is the first one.</summary>
    public int FirstBlock { get; set; }

    /// <summary>Whether a scan has brought its DC coefficients.</summary>
    public bool IsStarted => lowBits[0] != Missing;

    /// <summary>Whether scans have brought every bit of every coefficient.</summary>
    public bool IsComplete => !lowBits.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>DC coefficient of the block before, from which the next one's difference counts.</summary>
    public int Prediction { get; set; }

    /// <summary>Huffman table of DC coefficients in the present scan.</summary>
    public HuffmanTable Dc { get; set; } = HuffmanTable.None;

    /// <summary>Huffman table of AC coefficients in the present scan.</summary>
    public HuffmanTable Ac { get; set; } = HuffmanTable.None;

    /// <summary>The first of the entries of <see cref="CoefficientLookup"/> for DC.</summary>
    public ref ulong DcValues => ref MemoryMarshal.GetArrayDataReference(dcValues);

    /// <summary>The first of the entries of <see cref="CoefficientLookup"/> for AC.</summary>
    public ref ulong AcValues => ref MemoryMarshal.GetArrayDataReference(acValues);

    /// <summary>The first of the entries of <see cref="CoefficientLookup"/> for AC of a progressive scan.</summary>
    public ref ulong BandValues => ref MemoryMarshal.GetArrayDataReference(bandValues);

    /// <summary>The first of the entries of <see cref="RefinementLookup"/>.</summary>
    public ref uint Refinements => ref MemoryMarshal.GetArrayDataReference(refinements);

    /// <summary>The first of the entries of <see cref="SkipLookup"/>.</summary>
    public ref ushort AcSkips => ref MemoryMarshal.GetArrayDataReference(acSkips);

    /// <summary>Forgets the scans of the photo before.</summary>
    public void Clear() => lowBits.AsSpan().Fill(Missing);

    /// <summary>Notes what a scan brings.</summary>
    public void Add(Scan scan)
    {
        foreach (ref var bit in lowBits.AsSpan(scan.First..(scan.Last + 1)))
        {
            // One more bit makes a coefficient complete only if there are all before it.
            if (!scan.IsRefinement || bit == scan.LowBit + 1)
                bit = (byte)scan.LowBit;
        }
    }

    /// <summary>Makes what decodes, and what skips, several coefficients of a sequential scan at a time, as far as it is needed.</summary>
    public void BuildLookups(bool needsValues, bool needsSkips)
    {
        dcValues = Dc.Values();
        if (needsValues)
            acValues = Ac.Values();
        if (needsSkips)
            acSkips = Ac.Skips();
    }

    /// <summary>Makes what decodes a progressive scan.</summary>
    public void BuildLookup(Scan scan)
    {
        if (scan.IsDc && !scan.IsRefinement)
            dcValues = Dc.Values();
        else if (scan.IsRefinement && !scan.IsDc)
            refinements = Ac.Refinements();
        else if (!scan.IsDc)
            bandValues = Ac.BandValues();
    }
}
