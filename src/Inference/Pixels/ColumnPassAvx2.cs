using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>The pass along the columns with AVX2: two rows and 32 bytes of each at a time.</summary>
internal static class ColumnPassAvx2
{
    /// <summary>The caller has checked that every one of the taps' rows is as long as the target.</summary>
    /// <returns>How many bytes of the target are done.</returns>
    [MethodImpl(VectorCode.Options)]
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
        // In bounds: x + 32 <= target.Length.
        for (; x <= target.Length - Vector256<byte>.Count; x += Vector256<byte>.Count)
            Sum(ref Unsafe.Add(ref first, x), stride, weights.Taps, pairs).StoreUnsafe(ref result, (nuint)x);
        return x;
    }

    // Bytes 0-3, 4-7, 8-11 and 12-15 of each half of a vector are summed in a vector of their own. Unpacking mixes two
    // rows byte by byte, then widens; packing clips at 255 and puts the bytes back in their order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Sum(ref byte pixels, int stride, int taps, ReadOnlySpan<int> pairs)
    {
        var half = Vector256.Create(AxisWeights.Half);
        var (low0, low1, low2, low3) = (half, half, half, half);
        var zero = Vector256<int>.Zero;
        var (high0, high1, high2, high3) = (zero, zero, zero, zero);
        for (var k = 0; k < pairs.Length; k += 2)
        {
            if ((pairs[k] | pairs[k + 1]) == 0)
                continue;
            var row0 = Vector256.LoadUnsafe(ref Unsafe.Add(ref pixels, k * stride));
            // An odd last tap stands alone: its own row again, by a weight of 0.
            var row1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref pixels, Math.Min(k + 1, taps - 1) * stride));
            var low = Vector256.Create(pairs[k]).AsInt16();
            var high = Vector256.Create(pairs[k + 1]).AsInt16();
            var mixed = Avx2.UnpackLow(row0, row1);
            var part = Avx2.UnpackLow(mixed, Vector256<byte>.Zero).AsInt16();
            low0 += Avx2.MultiplyAddAdjacent(part, low);
            high0 += Avx2.MultiplyAddAdjacent(part, high);
            part = Avx2.UnpackHigh(mixed, Vector256<byte>.Zero).AsInt16();
            low1 += Avx2.MultiplyAddAdjacent(part, low);
            high1 += Avx2.MultiplyAddAdjacent(part, high);
            mixed = Avx2.UnpackHigh(row0, row1);
            part = Avx2.UnpackLow(mixed, Vector256<byte>.Zero).AsInt16();
            low2 += Avx2.MultiplyAddAdjacent(part, low);
            high2 += Avx2.MultiplyAddAdjacent(part, high);
            part = Avx2.UnpackHigh(mixed, Vector256<byte>.Zero).AsInt16();
            low3 += Avx2.MultiplyAddAdjacent(part, low);
            high3 += Avx2.MultiplyAddAdjacent(part, high);
        }

        var words0 = Avx2.PackSignedSaturate(Join(low0, high0), Join(low1, high1));
        var words1 = Avx2.PackSignedSaturate(Join(low2, high2), Join(low3, high3));
        return Avx2.PackUnsignedSaturate(words0, words1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Join(Vector256<int> low, Vector256<int> high) =>
        ((high << 16) + low) >>> AxisWeights.FractionBits;
}
