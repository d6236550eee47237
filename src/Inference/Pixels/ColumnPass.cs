using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClothesClassification.Inference.Pixels;

/// <summary>The pass along the columns: one target row is a weighted sum of neighbouring source rows.</summary>
internal static class ColumnPass
{
    private const int Half = 1 << (AxisWeights.FractionBits - 1);

    /// <param name="source">Rows of bytes, from the target row's first source row on.</param>
    /// <param name="stride">Bytes from one source row to the next.</param>
    /// <param name="weights">Weights along the columns.</param>
    /// <param name="index">Which target row.</param>
    /// <param name="target">The target row: as many bytes of each source row are summed.</param>
    public static void Run(ReadOnlySpan<byte> source, int stride, AxisWeights weights, int index, Span<byte> target)
    {
        var row = weights.Weights.Slice(index * weights.Taps, weights.Taps);
        // What the vector code relies on: the last of the taps' rows holds a whole target row.
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, ((row.Length - 1) * stride) + target.Length);
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var result = ref MemoryMarshal.GetReference(target);
        var x = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            // In bounds: x + 16 <= target.Length, checked above for every row.
            for (; x <= target.Length - 16; x += 16)
                Sum512(ref Unsafe.Add(ref first, x), stride, row).StoreUnsafe(ref result, (nuint)x);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            // In bounds: x + 8 <= target.Length.
            for (; x <= target.Length - 8; x += 8)
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref result, x), Sum256(ref Unsafe.Add(ref first, x), stride, row));
        }

        if (Vector128.IsHardwareAccelerated)
        {
            // In bounds: x + 4 <= target.Length.
            for (; x <= target.Length - 4; x += 4)
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref result, x), Sum128(ref Unsafe.Add(ref first, x), stride, row));
        }

        RunScalar(source, stride, row, target, x);
    }

    private static void RunScalar(
        ReadOnlySpan<byte> source,
        int stride,
        ReadOnlySpan<int> row,
        Span<byte> target,
        int from
    )
    {
        for (var x = from; x < target.Length; x++)
        {
            var sum = Half;
            for (var k = 0; k < row.Length; k++)
                sum += source[(k * stride) + x] * row[k];
            target[x] = (byte)Math.Min(255, sum >> AxisWeights.FractionBits);
        }
    }

    // 16 neighbouring bytes of a row, one a lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Sum512(ref byte pixel, int stride, ReadOnlySpan<int> row)
    {
        var sum = Vector512.Create(Half);
        foreach (var weight in row)
        {
            if (weight != 0)
            {
                var bytes = Vector128.LoadUnsafe(ref pixel).ToVector256Unsafe().ToVector512Unsafe();
                sum += Vector512.WidenLower(Vector512.WidenLower(bytes)).AsInt32() * Vector512.Create(weight);
            }

            pixel = ref Unsafe.Add(ref pixel, stride);
        }

        var value = Vector512.Min(sum >>> AxisWeights.FractionBits, Vector512.Create(255)).AsUInt32();
        var words = Vector256.Narrow(value.GetLower(), value.GetUpper());
        return Vector128.Narrow(words.GetLower(), words.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Sum256(ref byte pixel, int stride, ReadOnlySpan<int> row)
    {
        var sum = Vector256.Create(Half);
        foreach (var weight in row)
        {
            var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref pixel)).AsByte();
            var values = Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256Unsafe()).AsInt32();
            sum += values * Vector256.Create(weight);
            pixel = ref Unsafe.Add(ref pixel, stride);
        }

        var value = Vector256.Min(sum >>> AxisWeights.FractionBits, Vector256.Create(255)).AsUInt32();
        var words = Vector128.Narrow(value.GetLower(), value.GetUpper());
        return Vector128.Narrow(words, words).AsUInt64().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum128(ref byte pixel, int stride, ReadOnlySpan<int> row)
    {
        var sum = Vector128.Create(Half);
        foreach (var weight in row)
        {
            var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref pixel)).AsByte();
            sum += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * Vector128.Create(weight);
            pixel = ref Unsafe.Add(ref pixel, stride);
        }

        var value = Vector128.Min(sum >>> AxisWeights.FractionBits, Vector128.Create(255)).AsUInt32();
        var words = Vector128.Narrow(value, value);
        return Vector128.Narrow(words, words).AsUInt32().ToScalar();
    }
}
