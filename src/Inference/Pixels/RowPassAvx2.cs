using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// The pass along the rows with AVX2: two rows and four target pixels at a time. Each half of a vector is a row, so that
/// both halves take the same weights.
/// </summary>
internal static class RowPassAvx2
{
    private const int Targets = 4;

    // r0 r1 g0 g1 b0 b1 a0 a1 as 16-bit numbers, from r0 g0 b0 a0 r1 g1 b1 a1 ...; -1 gives 0.
    private static Vector128<sbyte> FirstTwo =>
        Vector128.Create(0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1);

    // The same of r2 g2 b2 a2 r3 g3 b3 a3.
    private static Vector128<sbyte> LastTwo =>
        Vector128.Create(8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1, 15, -1);

    private static Vector128<sbyte> DropFourth =>
        Vector128.Create(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);

    /// <summary>Whether there are enough source and target pixels to fill the vectors.</summary>
    public static bool CanRun(AxisWeights weights) =>
        weights.Taps % AxisWeights.TapGroup == 0 && weights.Length >= Targets;

    /// <summary>The caller has checked that all starts and taps lie inside of a row, and all rows inside of the target.</summary>
    public static void Run(ReadOnlySpan<byte> source, int stride, int rows, AxisWeights weights, Span<byte> target)
    {
        ref var pixels = ref MemoryMarshal.GetReference(source);
        ref var result = ref MemoryMarshal.GetReference(target);
        var targetStride = weights.Length * RowPass.TargetBytes;
        for (var y = 0; y < rows; y += 2)
        {
            // The last of an odd number of rows is done twice, to the same bytes.
            var other = Math.Min(y + 1, rows - 1);
            RunTwo(
                ref Unsafe.Add(ref pixels, y * stride),
                ref Unsafe.Add(ref pixels, other * stride),
                weights,
                ref Unsafe.Add(ref result, y * targetStride),
                ref Unsafe.Add(ref result, other * targetStride)
            );
        }
    }

    private static void RunTwo(
        ref byte source0,
        ref byte source1,
        AxisWeights weights,
        ref byte target0,
        ref byte target1
    )
    {
        ref var starts = ref MemoryMarshal.GetReference(weights.Starts);
        ref var pairs = ref MemoryMarshal.GetReference(weights.Pairs);
        var (length, taps) = (weights.Length, weights.Taps);
        var drop = Vector256.Create(DropFourth, DropFourth);
        for (var next = 0; next < length; next += Targets)
        {
            // The last four overlap those before where the number is not a multiple: again the same bytes.
            var i = Math.Min(next, length - Targets);
            // In bounds: i + 4 <= length, and with taps in groups of four there are as many numbers of pairs as taps.
            ref var start = ref Unsafe.Add(ref starts, i);
            ref var pair = ref Unsafe.Add(ref pairs, i * taps);
            var sum0 = Sum(start, ref source0, ref source1, ref pair, taps);
            pair = ref Unsafe.Add(ref pair, taps);
            var sum1 = Sum(Unsafe.Add(ref start, 1), ref source0, ref source1, ref pair, taps);
            pair = ref Unsafe.Add(ref pair, taps);
            var sum2 = Sum(Unsafe.Add(ref start, 2), ref source0, ref source1, ref pair, taps);
            pair = ref Unsafe.Add(ref pair, taps);
            var sum3 = Sum(Unsafe.Add(ref start, 3), ref source0, ref source1, ref pair, taps);
            // Packing also clips at 255.
            var words0 = Avx2.PackSignedSaturate(sum0, sum1);
            var words1 = Avx2.PackSignedSaturate(sum2, sum3);
            var rgb = Avx2.Shuffle(Avx2.PackUnsignedSaturate(words0, words1).AsSByte(), drop);
            Store(rgb.GetLower(), ref Unsafe.Add(ref target0, i * RowPass.TargetBytes));
            Store(rgb.GetUpper(), ref Unsafe.Add(ref target1, i * RowPass.TargetBytes));
        }
    }

    // One target pixel of both rows: r g b a | r g b a.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sum(int start, ref byte source0, ref byte source1, ref int pair, int taps)
    {
        // In bounds: start + taps <= End, which RowPass checked against the row; 16 bytes are 4 of those taps.
        nint offset = start * RowPass.SourceBytes;
        var end = offset + (taps * RowPass.SourceBytes);
        var low = Vector256.Create(AxisWeights.Half);
        var high = Vector256<int>.Zero;
        do
        {
            var pixels = Vector256.Create(
                Vector128.LoadUnsafe(ref source0, (nuint)offset),
                Vector128.LoadUnsafe(ref source1, (nuint)offset)
            );
            var first = Avx2.Shuffle(pixels.AsSByte(), Vector256.Create(FirstTwo, FirstTwo)).AsInt16();
            var last = Avx2.Shuffle(pixels.AsSByte(), Vector256.Create(LastTwo, LastTwo)).AsInt16();
            low += Avx2.MultiplyAddAdjacent(first, Vector256.Create(pair).AsInt16());
            high += Avx2.MultiplyAddAdjacent(first, Vector256.Create(Unsafe.Add(ref pair, 1)).AsInt16());
            low += Avx2.MultiplyAddAdjacent(last, Vector256.Create(Unsafe.Add(ref pair, 2)).AsInt16());
            high += Avx2.MultiplyAddAdjacent(last, Vector256.Create(Unsafe.Add(ref pair, 3)).AsInt16());
            pair = ref Unsafe.Add(ref pair, 4);
            offset += 16;
        } while (offset < end);

        return ((high << 16) + low) >>> AxisWeights.FractionBits;
    }

    // 12 bytes, and none behind them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<sbyte> rgb, ref byte target)
    {
        Unsafe.WriteUnaligned(ref target, rgb.AsUInt64().ToScalar());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 8), rgb.AsUInt32().GetElement(2));
    }
}
