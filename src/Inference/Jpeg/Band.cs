using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>The band of AC coefficients that a progressive scan brings bits of. Reused between scans.</summary>
internal sealed class Band
{
    private readonly byte[] places = new byte[256];

    /// <summary>First coefficient along the zigzag.</summary>
    public int First { get; private set; }

    /// <summary>Last coefficient along the zigzag.</summary>
    public int Last { get; private set; }

    /// <summary>The lowest bit that the scan brings.</summary>
    public int LowBit { get; private set; }

    /// <summary>The bits of the band's coefficients, as <see cref="CoefficientMemory.NonZero"/> has them.</summary>
    public ulong Bits { get; private set; }

    /// <summary>The bits of those whose values are kept.</summary>
    public ulong Kept { get; private set; }

    /// <summary>Values of a block.</summary>
    public int BlockLength { get; private set; }

    /// <summary>
    /// The first of 256: where a block keeps the value of the coefficient at a place along the zigzag, below
    /// <see cref="BlockLength"/>. What is not kept, and what lies behind the band, goes to where DC would be.
    /// </summary>
    public ref byte Places => ref MemoryMarshal.GetArrayDataReference(places);

    /// <summary>Whether all values that a look-up holds stay other than 0 when they are shifted to the scan's lowest bit.</summary>
    public bool FitsLookup => LowBit + CoefficientLookup.Bits < 16;

    /// <summary>Takes on a scan's band.</summary>
    public void Set(Scan scan, CoefficientMemory memory)
    {
        (First, Last, LowBit) = (scan.First, scan.Last, scan.LowBit);
        Bits = (ulong.MaxValue >> First) & (ulong.MaxValue << (ZigZag.Coefficients - 1 - Last));
        Kept = Bits & memory.Needed;
        BlockLength = memory.BlockLength;
        places.AsSpan().Clear();
        for (var i = First; i <= Last; i++)
        {
            if ((Kept & (CoefficientMemory.FirstBit >> i)) != 0)
                places[i] = ZigZag.Places[i];
        }
    }

    /// <summary>The bit of a coefficient; none for what lies behind the band.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bit(int place, int last) => place > last ? 0 : CoefficientMemory.FirstBit >> place;
}
