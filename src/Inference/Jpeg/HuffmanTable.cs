using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>One Huffman table, ready to decode symbol by symbol; what decodes several at a time is made from it.</summary>
internal sealed class HuffmanTable
{
    /// <summary>Bits of the longest code.</summary>
    public const int MaxCodeLength = 16;

    public const int MaxSymbols = 256;

    /// <summary>Bits of the codes that one look-up decodes; the others take a search.</summary>
    public const int LookupBits = 12;

    private const int LookupLength = 1 << LookupBits;

    public static readonly HuffmanTable None = new();

    private readonly ushort[] lookup = new ushort[LookupLength];

    // For each length: one past its last code, the highest bit of a code at bit 15; and where its symbols start, less its
    // first code.
    private readonly int[] ends = new int[MaxCodeLength + 1];
    private readonly int[] offsets = new int[MaxCodeLength + 1];
    private readonly byte[] content = new byte[MaxCodeLength + MaxSymbols];
    private int length;
    private HuffmanKind kind;
    private ulong[] values = [];
    private ulong[] bandValues = [];
    private uint[] refinements = [];
    private ushort[] skips = [];
    private bool hasValues;
    private bool hasBandValues;
    private bool hasRefinements;
    private bool hasSkips;

    /// <summary>
    /// The first of what the next <see cref="LookupBits"/> bits say: number of bits &lt;&lt; 8 | symbol; 0 where the code is
    /// longer, or there is none.
    /// </summary>
    public ref ushort Symbols => ref MemoryMarshal.GetArrayDataReference(lookup);

    /// <summary>When the table was last used, counted by its cache.</summary>
    public long LastUse { get; set; }

    public bool Holds(HuffmanKind otherKind, ReadOnlySpan<byte> otherContent) =>
        kind == otherKind && content.AsSpan(0, length).SequenceEqual(otherContent);

    /// <summary>Refuses tables in which there are more codes than bits can tell apart, or a DC symbol over 15 bits.</summary>
    public static void Check(HuffmanKind kind, ReadOnlySpan<byte> content)
    {
        var free = 1 << MaxCodeLength;
        for (var bits = 1; bits <= MaxCodeLength; bits++)
            free -= content[bits - 1] << (MaxCodeLength - bits);
        // All ones is not a code (ITU-T T.81, C.2); the decoders in use take such a table all the same, if it is full.
        if (free < 0)
            throw JpegErrors.Tables();
        if (kind == HuffmanKind.Dc && content[MaxCodeLength..].ContainsAnyExceptInRange((byte)0, (byte)15))
            throw JpegErrors.Tables();
    }

    /// <summary>Makes the table from a content that <see cref="Check"/> has accepted.</summary>
    public void Set(HuffmanKind newKind, ReadOnlySpan<byte> newContent)
    {
        kind = newKind;
        newContent.CopyTo(content);
        length = newContent.Length;
        (hasValues, hasBandValues, hasRefinements, hasSkips) = (false, false, false, false);
        Array.Clear(lookup);
        var (code, symbol) = (0, 0);
        for (var bits = 1; bits <= MaxCodeLength; bits++)
        {
            var number = newContent[bits - 1];
            offsets[bits] = symbol - code;
            for (var i = 0; i < number && bits <= LookupBits; i++)
            {
                var entry = (ushort)((bits << 8) | newContent[MaxCodeLength + symbol + i]);
                var spread = LookupBits - bits;
                lookup.AsSpan((code + i) << spread, 1 << spread).Fill(entry);
            }

            symbol += number;
            code += number;
            ends[bits] = code << (MaxCodeLength - bits);
            code <<= 1;
        }
    }

    /// <summary>The entries of <see cref="CoefficientLookup"/>, made on first use.</summary>
    public ulong[] Values()
    {
        if (!hasValues)
            CoefficientLookup.Build(this, kind, hasRuns: false, ref values);
        hasValues = true;
        return values;
    }

    /// <summary>The entries of <see cref="CoefficientLookup"/> for a progressive scan, made on first use.</summary>
    public ulong[] BandValues()
    {
        if (!hasBandValues)
            CoefficientLookup.Build(this, kind, hasRuns: true, ref bandValues);
        hasBandValues = true;
        return bandValues;
    }

    /// <summary>The entries of <see cref="RefinementLookup"/>, made on first use.</summary>
    public uint[] Refinements()
    {
        if (!hasRefinements)
            RefinementLookup.Build(this, ref refinements);
        hasRefinements = true;
        return refinements;
    }

    /// <summary>The entries of <see cref="SkipLookup"/>, made on first use.</summary>
    public ushort[] Skips()
    {
        if (!hasSkips)
            SkipLookup.Build(this, ref skips);
        hasSkips = true;
        return skips;
    }

    /// <summary>The symbol at the start of some bits, and its code's length; 0 where the code is longer than the bits looked at.</summary>
    public (int Bits, int Symbol) Peek(int bits, int count)
    {
        var entry = lookup[(bits << (LookupBits - count)) & (LookupLength - 1)];
        return entry >> 8 <= count ? (entry >> 8, entry & 0xFF) : (0, 0);
    }

    /// <summary>Takes one symbol; there must be 16 bits.</summary>
    /// <exception cref="Photos.CorruptPhotoException">No code starts with these bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(ref BitReader reader)
    {
        // In bounds: 64 bits less 52 are 12.
        var entry = Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(lookup),
            (nuint)(reader.Bits >> (64 - LookupBits))
        );
        if (entry == 0)
            return DecodeLong(ref reader);
        reader.Skip(entry >> 8);
        return entry & 0xFF;
    }

    private int DecodeLong(ref BitReader reader)
    {
        var code = (int)(reader.Bits >> (64 - MaxCodeLength));
        for (var bits = LookupBits + 1; bits <= MaxCodeLength; bits++)
        {
            if (code >= ends[bits])
                continue;
            reader.Skip(bits);
            return content[MaxCodeLength + offsets[bits] + (code >> (MaxCodeLength - bits))];
        }

        throw JpegErrors.Picture();
    }
}
