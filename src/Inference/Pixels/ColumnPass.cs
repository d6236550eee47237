using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>The pass along the columns: one target row is a weighted sum of neighbouring source rows, byte by byte.</summary>
internal static class ColumnPass
{
    private static bool HasAvx512
    {
        // Apart, so that what asks can be compiled ahead, where the processor is not known.
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;
    }

    /// <param name="source">Rows of bytes, the first of the weights' axis first.</param>
    /// <param name="stride">Bytes from one source row to the next.</param>
    /// <param name="weights">Weights along the columns.</param>
    /// <param name="index">Which target row.</param>
    /// <param name="target">The target row: as many bytes of each source row are summed.</param>
    public static void Run(ReadOnlySpan<byte> source, int stride, AxisWeights weights, int index, Span<byte> target)
    {
        // What the vector code relies on: the last of the taps' rows holds a whole target row.
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, ((weights.Taps - 1) * stride) + target.Length);
        var x = 0;
        if (HasAvx512)
            x = ColumnPassAvx512.Run(source, stride, weights, index, target, x);
        if (Avx2.IsSupported)
            x = ColumnPassAvx2.Run(source, stride, weights, index, target, x);
        if (Vector128.IsHardwareAccelerated)
            x = Run128(source, stride, weights, index, target, x);
        RunScalar(source, stride, weights, index, target, x);
    }

    private static void RunScalar(
        ReadOnlySpan<byte> source,
        int stride,
        AxisWeights weights,
        int index,
        Span<byte> target,
        int from
    )
    {
        var row = weights.Weights.Slice(index * weights.Taps, weights.Taps);
        for (var x = from; x < target.Length; x++)
        {
            var sum = AxisWeights.Half;
            for (var k = 0; k < row.Length; k++)
                sum += source[(k * stride) + x] * row[k];
            target[x] = (byte)Math.Min(255, sum >> AxisWeights.FractionBits);
        }
    }

    // 4 neighbouring bytes of a row, one a lane. Returns how many bytes are done.
    private static int Run128(
        ReadOnlySpan<byte> source,
        int stride,
        AxisWeights weights,
        int index,
        Span<byte> target,
        int from
    )
    {
        var row = weights.Weights.Slice(index * weights.Taps, weights.Taps);
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var result = ref MemoryMarshal.GetReference(target);
        var x = from;
        // In bounds: x + 4 <= target.Length, and Run has checked that every row is as long.
        for (; x <= target.Length - 4; x += 4)
        {
            ref var pixel = ref Unsafe.Add(ref first, x);
            var sum = Vector128.Create(AxisWeights.Half);
            foreach (var weight in row)
            {
                var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref pixel)).AsByte();
                sum += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * Vector128.Create(weight);
                pixel = ref Unsafe.Add(ref pixel, stride);
            }

            var value = Vector128.Min(sum >>> AxisWeights.FractionBits, Vector128.Create(255)).AsUInt32();
            var words = Vector128.Narrow(value, value);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref result, x), Vector128.Narrow(words, words).AsUInt32().ToScalar());
        }

        return x;
    }
}
