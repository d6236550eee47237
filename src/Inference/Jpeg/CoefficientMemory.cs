using System.Runtime.InteropServices;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// The coefficients of a progressive frame, block by block: DC apart from the others, so that its scans touch little; a bit
/// for each AC coefficient that is not 0; and their values, of which only those are kept that the reduced size needs.
/// </summary>
/// <remarks>
/// A block of which no bit is set has values that nobody has written: they are cleared when the first one is. So only blocks
/// with AC coefficients are ever touched.
/// </remarks>
internal sealed class CoefficientMemory : IDisposable
{
    /// <summary>The bit of the coefficient at place 0 of the zigzag; those behind follow downwards.</summary>
    public const ulong FirstBit = 1UL << 63;

    private readonly PixelBuffer dc = new();
    private readonly PixelBuffer nonZero = new();
    private readonly PixelBuffer values = new();
    private int blocks;

    /// <summary>Whether AC coefficients are kept.</summary>
    public bool HasAc { get; private set; }

    /// <summary>Values of a block: as far as the transform reads.</summary>
    public int BlockLength { get; private set; }

    /// <summary>The bits of the coefficients that the transform reads.</summary>
    public ulong Needed { get; private set; }

    /// <summary>The DC coefficients of all blocks.</summary>
    public Span<short> Dc => MemoryMarshal.Cast<byte, short>(dc.Reserve(blocks * sizeof(short)));

    /// <summary>For each block, which of its AC coefficients are not 0. Empty if none are kept.</summary>
    public Span<ulong> NonZero => MemoryMarshal.Cast<byte, ulong>(nonZero.Reserve(AcBlocks * sizeof(ulong)));

    /// <summary>
    /// For each block, <see cref="BlockLength"/> values in the order of <see cref="ZigZag"/>. The first is not one of the block:
    /// DC is not there, and what is not kept is written to it.
    /// </summary>
    public Span<short> Values =>
        MemoryMarshal.Cast<byte, short>(values.Reserve(AcBlocks * BlockLength * sizeof(short)));

    private int AcBlocks => HasAc ? blocks : 0;

    /// <summary>Makes room for a frame; all coefficients are 0.</summary>
    /// <param name="blockCount">Blocks of all components.</param>
    /// <param name="side">Side of the square of samples that each block becomes.</param>
    /// <param name="hasAc">Whether AC coefficients are kept.</param>
    public void Start(int blockCount, int side, bool hasAc)
    {
        (blocks, HasAc) = (blockCount, hasAc);
        // The highest place that is read is 8 (side - 1) + side - 1.
        BlockLength = side switch
        {
            8 => 64,
            4 => 32,
            _ => 16,
        };
        Needed = 0;
        for (var i = 1; i < ZigZag.Coefficients; i++)
        {
            var place = ZigZag.Places[i];
            if (place / 8 < side && place % 8 < side)
                Needed |= FirstBit >> i;
        }

        Dc.Clear();
        NonZero.Clear();
    }

    /// <summary>Frees memory that only large photos need.</summary>
    public void Trim()
    {
        dc.Trim();
        nonZero.Trim();
        values.Trim();
    }

    public void Dispose()
    {
        dc.Dispose();
        nonZero.Dispose();
        values.Dispose();
    }
}
