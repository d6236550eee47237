using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>The pass along the columns with AVX-512: two rows and 64 bytes of each at a time.</summary>
internal static class ColumnPassAvx512
{
    /// <summary>The caller has checked that every one of the taps' rows is as long as the target.</summary>
    /// <returns>How many bytes of the target are done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(
        ReadOnlySpan<byte> source,
        int stride,
        AxisWeights weights,
        int index,
        Span<byte> target,
        int from
    )
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var result = ref MemoryMarshal.GetReference(target);
        var pairs = weights.Pairs.Slice(index * weights.PairStride, weights.PairStride);
        var x = from;
        // In bounds: x + 64 <= target.Length.
        for (; x <= target.Length - Vector512<byte>.Count; x += Vector512<byte>.Count)
            Sum(ref Unsafe.Add(ref first, x), stride, weights.Taps, pairs).StoreUnsafe(ref result, (nuint)x);
        return x;
    }

    // Bytes 0-3, 4-7, 8-11 and 12-15 of each quarter of a vector are summed in a vector of their own. Unpacking mixes two
    // rows byte by byte, then widens; packing clips at 255 and puts the bytes back in their order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Sum(ref byte pixels, int stride, int taps, ReadOnlySpan<int> pairs)
    {
        var half = Vector512.Create(AxisWeights.Half);
        var (low0, low1, low2, low3) = (half, half, half, half);
        var zero = Vector512<int>.Zero;
        var (high0, high1, high2, high3) = (zero, zero, zero, zero);
        for (var k = 0; k < pairs.Length; k += 2)
        {
            if ((pairs[k] | pairs[k + 1]) == 0)
                continue;
            var row0 = Vector512.LoadUnsafe(ref Unsafe.Add(ref pixels, k * stride));
            // An odd last tap stands alone: its own row again, by a weight of 0.
            var row1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref pixels, Math.Min(k + 1, taps - 1) * stride));
            var low = Vector512.Create(pairs[k]).AsInt16();
            var high = Vector512.Create(pairs[k + 1]).AsInt16();
            var mixed = Avx512BW.UnpackLow(row0, row1);
            var part = Avx512BW.UnpackLow(mixed, Vector512<byte>.Zero).AsInt16();
            low0 += Avx512BW.MultiplyAddAdjacent(part, low);
            high0 += Avx512BW.MultiplyAddAdjacent(part, high);
            part = Avx512BW.UnpackHigh(mixed, Vector512<byte>.Zero).AsInt16();
            low1 += Avx512BW.MultiplyAddAdjacent(part, low);
            high1 += Avx512BW.MultiplyAddAdjacent(part, high);
            mixed = Avx512BW.UnpackHigh(row0, row1);
            part = Avx512BW.UnpackLow(mixed, Vector512<byte>.Zero).AsInt16();
            low2 += Avx512BW.MultiplyAddAdjacent(part, low);
            high2 += Avx512BW.MultiplyAddAdjacent(part, high);
            part = Avx512BW.UnpackHigh(mixed, Vector512<byte>.Zero).AsInt16();
            low3 += Avx512BW.MultiplyAddAdjacent(part, low);
            high3 += Avx512BW.MultiplyAddAdjacent(part, high);
        }

        var words0 = Avx512BW.PackSignedSaturate(Join(low0, high0), Join(low1, high1));
        var words1 = Avx512BW.PackSignedSaturate(Join(low2, high2), Join(low3, high3));
        return Avx512BW.PackUnsignedSaturate(words0, words1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Join(Vector512<int> low, Vector512<int> high) =>
        ((high << 16) + low) >>> AxisWeights.FractionBits;
}
