using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Reads bits, the first of a byte first, from entropy-coded data that <see cref="EntropyData"/> has cleaned: without
/// stuffed bytes and markers, so that no byte has to be looked at by itself.
/// </summary>
/// <remarks>
/// Every read is in bounds because of two numbers: a block takes at most <see cref="MostBlockBytes"/>, and the memory goes
/// on for <see cref="Padding"/> bytes behind the data. <see cref="CanReadBlock"/> before each block sees to it that the block
/// starts inside of the data; what it then reads past the end ends inside of the padding.
/// </remarks>
internal ref struct BitReader
{
    /// <summary>64 coefficients, each at most a code of 16 bits and 16 more; a refining scan takes a bit less.</summary>
    public const int MostBlockBytes = 64 * 32 / 8;

    /// <summary>Bytes that must follow the data: a block, and what is read ahead of it.</summary>
    public const int Padding = 2 * MostBlockBytes;

    /// <summary>Bits that there are at least after <see cref="Fill"/>.</summary>
    public const int Filled = 56;

    private readonly ref byte end;
    private ref byte next;

    /// <summary>The next bits, the first one highest. Those below <see cref="Count"/> are right, too, or 0.</summary>
    public ulong Bits;

    /// <summary>How many of <see cref="Bits"/> may be taken before the next <see cref="Fill"/>.</summary>
    public int Count;

    /// <param name="memory">The data and its padding.</param>
    /// <param name="length">Bytes of data.</param>
    public BitReader(ReadOnlySpan<byte> memory, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfLessThan(memory.Length, length + Padding);
        next = ref MemoryMarshal.GetReference(memory);
        end = ref Unsafe.Add(ref next, length);
    }

    /// <summary>Whether more was taken than there is.</summary>
    public readonly bool IsOverrun => ((long)Unsafe.ByteOffset(ref end, ref next) * 8) - Count > 0;

    /// <summary>Whether a block may be read: to be asked before each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool CanReadBlock() => Unsafe.ByteOffset(ref end, ref next) <= sizeof(ulong);

    /// <summary>Reads ahead, so that there are <see cref="Filled"/> bits or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill()
    {
        // In bounds: see the type's remarks. Bits that are there already are read again, to the same values.
        var ahead = Unsafe.ReadUnaligned<ulong>(ref next);
        Bits |= (BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(ahead) : ahead) >> Count;
        next = ref Unsafe.Add(ref next, (nint)((63 - Count) >> 3));
        Count |= Filled;
    }

    /// <summary>Takes bits off, at most as many as there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        Bits <<= count;
        Count -= count;
    }

    /// <summary>Takes a number of up to 16 bits; fills first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int count)
    {
        Fill();
        var value = (int)(Bits >> 1 >> (63 - count));
        Skip(count);
        return value;
    }

    /// <summary>
    /// Takes a coefficient of a given number of bits, up to 16: of its two halves of the numbers of so many bits, the upper
    /// one is positive (ITU-T T.81, F.2.2.1, EXTEND).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeCoefficient(int count)
    {
        var value = (int)(Bits >> 1 >> (63 - count));
        var negative = (int)~((long)Bits >> 63);
        Skip(count);
        return value + (negative & (1 - (1 << count)));
    }
}
