using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>The pass along the columns: a target row is a weighted sum of neighbouring source rows, byte by byte.</summary>
internal static class ColumnPass
{
    /// <param name="source">Rows of bytes.</param>
    /// <param name="first">Number of the first of them on the weights' axis.</param>
    /// <param name="stride">Bytes from one source row to the next.</param>
    /// <param name="weights">Weights along the columns.</param>
    /// <param name="target">A row for each target pixel of the axis, without padding.</param>
    /// <param name="width">Bytes of a target row: as many of each source row are summed.</param>
    public static void Run(
        ReadOnlySpan<byte> source,
        int first,
        int stride,
        AxisWeights weights,
        Span<byte> target,
        int width
    )
    {
        // What the vector code relies on: whole target rows lie inside of the target, and inside of all source rows.
        ArgumentOutOfRangeException.ThrowIfLessThan(weights.First, first);
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, ((weights.End - first - 1) * stride) + width);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, weights.Length * width);
        var job = new Job(source, first, stride, weights, target, width);
        var x = 0;
        if (VectorCode.HasAvx512)
            x = Run512(in job, x);
        if (Avx2.IsSupported)
            x = Run256(in job, x);
        if (Vector128.IsHardwareAccelerated)
            x = Run128(in job, x);
        if (x < width)
            RunScalar(in job, x);
    }

    private static void RunScalar(in Job job, int from)
    {
        var weights = job.Weights;
        for (var y = 0; y < weights.Length; y++)
        {
            var row = weights.Weights.Slice(y * weights.Taps, weights.Taps);
            var source = job.Source[((weights.Starts[y] - job.First) * job.Stride)..];
            var target = job.Target.Slice(y * job.Width, job.Width);
            for (var x = from; x < target.Length; x++)
            {
                var sum = AxisWeights.Half;
                for (var k = 0; k < row.Length; k++)
                    sum += source[(k * job.Stride) + x] * row[k];
                // Negative weights and rounded ones can carry the sum past either end.
                target[x] = (byte)Math.Clamp(sum >> AxisWeights.FractionBits, 0, 255);
            }
        }
    }

    [MethodImpl(VectorCode.Options)]
    private static int Run128(in Job job, int from) => Run<ByteVector128, Vector128<int>>(in job, from);

    [MethodImpl(VectorCode.Options)]
    private static int Run256(in Job job, int from) => Run<ByteVector256, Vector256<int>>(in job, from);

    // Never compiled ahead: a build is for processors with AVX2 at most.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run512(in Job job, int from) => Run<ByteVector512, Vector512<int>>(in job, from);

    /// <returns>How many bytes of each row are done: the rest is shorter than a vector.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run<TOperations, TVector>(in Job job, int from)
        where TOperations : IByteVector<TVector>
    {
        var end = job.Width - ((job.Width - from) % TOperations.Count);
        if (end == from)
            return from;
        ref var first = ref MemoryMarshal.GetReference(job.Source);
        ref var result = ref MemoryMarshal.GetReference(job.Target);
        var (weights, stride) = (job.Weights, job.Stride);
        var starts = weights.Starts;
        for (var y = 0; y < starts.Length; y++)
        {
            var pairs = weights.Pairs.Slice(y * weights.PairStride, weights.PairStride);
            ref var row = ref Unsafe.Add(ref first, (starts[y] - job.First) * stride);
            // In bounds: whole vectors of the width, and Run has checked that every row is as long.
            for (var x = from; x < end; x += TOperations.Count)
            {
                var sum = Sum<TOperations, TVector>(ref Unsafe.Add(ref row, x), stride, weights.Taps, pairs);
                TOperations.Store(sum, ref Unsafe.Add(ref result, (y * job.Width) + x));
            }
        }

        return end;
    }

    // Two rows at a time. Bytes 0-3, 4-7, 8-11 and 12-15 of each 128-bit lane are summed in a vector of their own: unpacking
    // interleaves two rows byte by byte, then widens; packing clips at 255 and restores the order of the bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum<TOperations, TVector>(ref byte pixels, int stride, int taps, ReadOnlySpan<int> pairs)
        where TOperations : IByteVector<TVector>
    {
        var zero = TOperations.Create(0);
        var half = TOperations.Create(AxisWeights.Half);
        var (low0, low1, low2, low3) = (half, half, half, half);
        var (high0, high1, high2, high3) = (zero, zero, zero, zero);
        for (var k = 0; k < pairs.Length; k += 2)
        {
            if ((pairs[k] | pairs[k + 1]) == 0)
                continue;
            var row0 = TOperations.Load(ref Unsafe.Add(ref pixels, k * stride));
            // An odd last tap has no partner: its own row again, by a weight of 0.
            var row1 = TOperations.Load(ref Unsafe.Add(ref pixels, Math.Min(k + 1, taps - 1) * stride));
            var low = TOperations.Create(pairs[k]);
            var high = TOperations.Create(pairs[k + 1]);
            var mixed = TOperations.UnpackLow(row0, row1);
            var part = TOperations.UnpackLow(mixed, zero);
            low0 = TOperations.MultiplyAdd(low0, part, low);
            high0 = TOperations.MultiplyAdd(high0, part, high);
            part = TOperations.UnpackHigh(mixed, zero);
            low1 = TOperations.MultiplyAdd(low1, part, low);
            high1 = TOperations.MultiplyAdd(high1, part, high);
            mixed = TOperations.UnpackHigh(row0, row1);
            part = TOperations.UnpackLow(mixed, zero);
            low2 = TOperations.MultiplyAdd(low2, part, low);
            high2 = TOperations.MultiplyAdd(high2, part, high);
            part = TOperations.UnpackHigh(mixed, zero);
            low3 = TOperations.MultiplyAdd(low3, part, low);
            high3 = TOperations.MultiplyAdd(high3, part, high);
        }

        return TOperations.Pack(
            TOperations.Round(high0, low0),
            TOperations.Round(high1, low1),
            TOperations.Round(high2, low2),
            TOperations.Round(high3, low3)
        );
    }

    /// <summary>The arguments of <see cref="ColumnPass.Run"/>.</summary>
    private readonly ref struct Job(
        ReadOnlySpan<byte> source,
        int first,
        int stride,
        AxisWeights weights,
        Span<byte> target,
        int width
    )
    {
        public readonly ReadOnlySpan<byte> Source = source;
        public readonly int First = first;
        public readonly int Stride = stride;
        public readonly AxisWeights Weights = weights;
        public readonly Span<byte> Target = target;
        public readonly int Width = width;
    }
}
