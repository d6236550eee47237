using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>
/// The loop of <see cref="InflateBlock"/> where data and room abound: 8 bytes of data at a time, no check but one for each match,
/// or for up to nine literals.
/// </summary>
internal static class InflateLoop
{
    /// <summary>Bytes of data that a turn may read past where it stands: two words.</summary>
    public const int ReadAhead = 16;

    // Which of the bytes from a match's start on come first: where it reaches into itself, what it repeats is shorter than a
    // vector, whose places are counted round. A row for each distance up to 16.
    private static readonly Vector128<byte>[] Repeats =
    [
        .. Enumerable
            .Range(0, 17)
            .Select(distance =>
                Vector128.Create([.. Enumerable.Range(0, 16).Select(i => (byte)(distance == 0 ? 0 : i % distance))])
            ),
    ];

    // The smallest multiple of each distance that is not less than 16: so far back lie the same bytes.
    private static readonly int[] Multiples =
    [
        .. Enumerable.Range(0, 17).Select(distance => distance == 0 ? 0 : (15 + distance) / distance * distance),
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Linked(uint entry, ulong bits) =>
        (int)(entry >> InflateTable.BaseShift)
        + ((int)bits & ((1 << (int)((entry >> InflateTable.LiteralShift) & 15)) - 1));

    // The base, and the extra bits behind the code. A shift looks at the lowest six bits alone; what is above those of the
    // code is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Number(uint entry, ulong bits) =>
        (int)(entry >> InflateTable.BaseShift)
        + (int)((bits & ((1UL << (int)entry) - 1)) >> (int)(entry >> InflateTable.LiteralShift));

    /// <summary>Decodes until the block ends, or there is enough, or a piece of the data nearly ends.</summary>
    /// <param name="data">The data.</param>
    /// <param name="first">The first look-up of literals and lengths: of single ones, or of <see cref="LiteralRuns"/>.</param>
    /// <param name="firstBits">Its bits.</param>
    /// <param name="literals">Where longer codes go on.</param>
    /// <param name="distances">Distances.</param>
    /// <param name="memory">Receives what is inflated, with <see cref="Inflater.Slack"/> bytes behind the limit.</param>
    /// <param name="end">Where in the memory what is inflated goes on.</param>
    /// <param name="limit">Where to stop.</param>
    /// <returns>Whether the block has ended.</returns>
    /// <exception cref="Photos.CorruptPhotoException">The data makes no sense.</exception>
    [MethodImpl(VectorCode.Options)]
    public static bool Run(
        ref CompressedData data,
        ReadOnlySpan<uint> first,
        int firstBits,
        ReadOnlySpan<uint> literals,
        InflateTable distances,
        byte[] memory,
        ref int end,
        int limit
    )
    {
        var piece = data.Piece;
        ref var input = ref MemoryMarshal.GetReference(piece);
        ref var output = ref MemoryMarshal.GetArrayDataReference(memory);
        ref var table = ref MemoryMarshal.GetReference(first);
        ref var links = ref MemoryMarshal.GetReference(literals);
        ref var far = ref MemoryMarshal.GetReference(distances.Entries);
        var (mask, farMask) = ((1UL << firstBits) - 1, (1UL << distances.Bits) - 1);
        nint position = data.Position;
        nint last = piece.Length - ReadAhead;
        nint to = end;
        var (bits, count) = (data.Bits, data.Count);
        ref var repeats = ref MemoryMarshal.GetArrayDataReference(Repeats);
        ref var multiples = ref MemoryMarshal.GetArrayDataReference(Multiples);
        var (isEnd, isBroken) = (false, false);
        // In bounds: each turn reads two words at most, each of them 8 bytes from where it stands, and moves on by 7 of them;
        // it writes 3 x 4 bytes of literals, or those and a match, of which copying writes less than 32 bytes too much. An index
        // has no more bits than its table.
        while (position <= last && to < limit)
        {
            bits |= Word(ref input, position) << count;
            position += (~count >> 3) & 7;
            count |= 56;
            var entry = Unsafe.Add(ref table, (nint)(bits & mask));
            if ((entry & InflateTable.IsLiteral) != 0)
            {
                to = Write(ref output, to, entry);
                Skip(ref bits, ref count, entry);
                entry = Unsafe.Add(ref table, (nint)(bits & mask));
                if ((entry & InflateTable.IsLiteral) != 0)
                {
                    to = Write(ref output, to, entry);
                    Skip(ref bits, ref count, entry);
                    entry = Unsafe.Add(ref table, (nint)(bits & mask));
                    if ((entry & InflateTable.IsLiteral) != 0)
                    {
                        to = Write(ref output, to, entry);
                        Skip(ref bits, ref count, entry);
                        continue;
                    }
                }
            }

            // Two look-ups of at most 11 bits leave 34: enough for a length, of 20.
            if ((entry & InflateTable.IsSpecial) != 0)
            {
                if ((entry & InflateTable.IsLink) != 0)
                {
                    // Codes are longer than the first look-up only where that has all of its bits.
                    Skip(ref bits, ref count, entry);
                    entry = Unsafe.Add(ref links, Linked(entry, bits));
                    if ((entry & InflateTable.IsLiteral) != 0)
                    {
                        to = Write(ref output, to, entry);
                        Skip(ref bits, ref count, entry);
                        continue;
                    }
                }

                if ((entry & InflateTable.IsEnd) != 0)
                {
                    Skip(ref bits, ref count, entry);
                    isEnd = true;
                    break;
                }

                if ((entry & InflateTable.IsInvalid) != 0)
                {
                    isBroken = true;
                    break;
                }
            }

            var length = Number(entry, bits);
            Skip(ref bits, ref count, entry);
            bits |= Word(ref input, position) << count;
            position += (~count >> 3) & 7;
            count |= 56;
            entry = Unsafe.Add(ref far, (nint)(bits & farMask));
            if ((entry & InflateTable.IsSpecial) != 0)
            {
                if ((entry & InflateTable.IsLink) != 0)
                {
                    Skip(ref bits, ref count, entry);
                    entry = Unsafe.Add(ref far, Linked(entry, bits));
                }

                if ((entry & InflateTable.IsInvalid) != 0)
                {
                    isBroken = true;
                    break;
                }
            }

            nint distance = Number(entry, bits);
            Skip(ref bits, ref count, entry);
            if (distance > to)
            {
                isBroken = true;
                break;
            }

            Copy(ref Unsafe.Add(ref output, to), distance, length, ref repeats, ref multiples);
            to += length;
        }

        count &= 63;
        data.Position = (int)position;
        data.Bits = bits & ((1UL << count) - 1);
        data.Count = count;
        end = (int)to;
        return isBroken ? throw PngErrors.Data() : isEnd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref byte input, nint position)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref input, position));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Write(ref byte output, nint to, uint entry)
    {
        var run = entry >> InflateTable.LiteralShift;
        Unsafe.WriteUnaligned(
            ref Unsafe.Add(ref output, to),
            BitConverter.IsLittleEndian ? run : BinaryPrimitives.ReverseEndianness(run)
        );
        return to + (nint)((entry >> InflateTable.LiteralCountShift) & 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Skip(ref ulong bits, ref int count, uint entry)
    {
        // Of the count, too, only the lowest six bits have a meaning.
        bits >>= (int)entry;
        count -= (int)entry;
    }

    // Without a branch for the distance: which one comes cannot be foretold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte to, nint distance, int length, ref Vector128<byte> repeats, ref int multiples)
    {
        var near = Math.Min(distance, 16);
        var first = Vector128.LoadUnsafe(ref Unsafe.Subtract(ref to, distance));
        Vector128.Shuffle(first, Unsafe.Add(ref repeats, near)).StoreUnsafe(ref to);
        if (length <= 16)
            return;
        distance = distance < 16 ? Unsafe.Add(ref multiples, near) : distance;
        ref var from = ref Unsafe.Subtract(ref to, distance);
        for (nint i = 16; i < length; i += 16)
            Vector128.LoadUnsafe(ref from, (nuint)i).StoreUnsafe(ref to, (nuint)i);
    }
}
