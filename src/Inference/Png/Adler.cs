using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Png;

/// <summary>The checksum of a zlib stream (RFC 1950, 8.2): the sum of all bytes, and the sum of those sums.</summary>
internal struct Adler()
{
    private const uint Modulus = 65521;

    /// <summary>Bytes whose sums of sums stay below 2^32 (RFC 1950, 9; zlib's NMAX), in whole blocks.</summary>
    private const int Most = 5504;

    /// <summary>Vectors whose sums of sums fit into 16 bits: 255 x (1 + 2 + ... + 16).</summary>
    private const int Vectors = 16;

    private const int Block = Vectors * 16;
    private uint sum = 1;
    private uint sums = 0;

    public readonly uint Value => (sums << 16) | sum;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(Most, bytes.Length)];
            bytes = bytes[part.Length..];
            if (Vector128.IsHardwareAccelerated)
                part = part[AddBlocks(part)..];
            foreach (var b in part)
            {
                sum += b;
                sums += sum;
            }

            sum %= Modulus;
            sums %= Modulus;
        }
    }

    // Byte j of vector i of a block is counted 16 (n - i) - j times: once for each sum from its own to the last.
    [MethodImpl(VectorCode.Options)]
    private int AddBlocks(ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var places = Vector128.Create((ushort)0, 1, 2, 3, 4, 5, 6, 7);
        var done = 0;
        for (; done <= bytes.Length - Block; done += Block)
        {
            var (low, high, lows, highs) = (
                Vector128<ushort>.Zero,
                Vector128<ushort>.Zero,
                Vector128<ushort>.Zero,
                Vector128<ushort>.Zero
            );
            for (var i = 0; i < Vectors; i++)
            {
                // In bounds: a whole block is left.
                var vector = Vector128.LoadUnsafe(ref first, (nuint)(done + (16 * i)));
                low += Vector128.WidenLower(vector);
                high += Vector128.WidenUpper(vector);
                lows += low;
                highs += high;
            }

            sums += (Block * sum) + (16 * (Sum(lows) + Sum(highs)));
            // 16 x 255 x 7 fits into 16 bits.
            sums -= Sum(low * places) + Sum(high * places) + (8 * Sum(high));
            sum += Sum(low) + Sum(high);
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum(Vector128<ushort> numbers) =>
        Vector128.Sum(Vector128.WidenLower(numbers) + Vector128.WidenUpper(numbers));
}
