using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// Reads bits, the first of a byte first, from entropy-coded data that <see cref="EntropyData"/> has cleaned: without
/// stuffed bytes and markers, so that no byte has to be looked at by itself.
/// </summary>
/// <remarks>
/// Every read is in bounds because of two numbers: a block takes at most <see cref="MaxBlockBytes"/>, and the memory goes
/// on for <see cref="Padding"/> bytes behind the data. <see cref="CanReadBlock()"/> before each block ensures that it
/// starts inside of the data; what it then reads past the end ends inside of the padding.
/// </remarks>
internal ref struct BitReader
{
    /// <summary>64 coefficients, each at most a code of 16 bits and 16 more; a refining scan takes a bit less.</summary>
    public const int MaxBlockBytes = 64 * 32 / 8;

    /// <summary>Bytes that must follow the data: a block, and what is read ahead of it.</summary>
    public const int Padding = 2 * MaxBlockBytes;

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

    /// <summary>Whether a block may be read; must be checked before each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool CanReadBlock() => CanReadBlock(ref next);

    /// <summary>The same, while the state is taken out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool CanReadBlock(ref readonly byte ahead) => Unsafe.ByteOffset(in end, in ahead) <= sizeof(ulong);

    /// <summary>Reads ahead, so that there are <see cref="Filled"/> bits or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill()
    {
        Bits |= Ahead(ref next, Count);
        next = ref Unsafe.Add(ref next, Advance(Count));
        Count |= Filled;
    }

    /// <summary>
    /// Takes the state out, for code that holds it in local variables: it fills by the three lines of <see cref="Fill"/>. Such
    /// code may take off a count in the lowest six bits of a larger number: only six bits of its own count matter, as in shifts.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref byte Take(out ulong bits, out int count)
    {
        (bits, count) = (Bits, Count);
        return ref next;
    }

    /// <summary>Puts the state back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(ulong bits, int count, ref readonly byte ahead)
    {
        (Bits, Count) = (bits, count & 63);
        // The same reference; the compiler does not allow to keep a parameter.
        next = ref Unsafe.AddByteOffset(ref next, Unsafe.ByteOffset(in next, in ahead));
    }

    /// <summary>The bits that stand ahead, below those that are there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Ahead(ref byte next, int count)
    {
        // In bounds: see the type's remarks. Bits that are there already are read again, to the same values.
        var ahead = Unsafe.ReadUnaligned<ulong>(ref next);
        return (BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(ahead) : ahead) >> count;
    }

    /// <summary>Whole bytes that there is room for, of which 63 less the count is the number of bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Advance(int count) => (nint)(((uint)~count >> 3) & 7);

    /// <summary>The number that some bits at the start of others are, as a coefficient (ITU-T T.81, F.2.2.1, EXTEND).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Extend(ulong bits, int count)
    {
        // Of the numbers of so many bits, the upper half are positive.
        var value = (int)(bits >> 1 >> (63 - count));
        var negative = (int)~((long)bits >> 63);
        return value + (negative & (1 - (1 << count)));
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

    /// <summary>Takes a coefficient of up to 16 bits; they have to be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeCoefficient(int count)
    {
        var value = Extend(Bits, count);
        Skip(count);
        return value;
    }
}
