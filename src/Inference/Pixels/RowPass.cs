using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClothesClassification.Inference.Pixels;

/// <summary>The pass along a row: each target pixel is a weighted sum of neighbouring pixels of the same row.</summary>
internal static class RowPass
{
    private const int Bytes = 4;
    private const int Half = 1 << (AxisWeights.FractionBits - 1);

    /// <param name="source">One row, 4 bytes a pixel, as long as the weights' source.</param>
    /// <param name="weights">Weights along the row.</param>
    /// <param name="target">One row, 4 bytes a pixel.</param>
    public static void Run(ReadOnlySpan<byte> source, AxisWeights weights, Span<byte> target)
    {
        // What the vector code relies on: every start and its taps lie inside the row, and the row inside the target.
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, weights.End * Bytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, weights.Length * Bytes);
        var grouped = weights.Taps % AxisWeights.TapGroup == 0;
        if (grouped && Vector512.IsHardwareAccelerated)
            Run512(source, weights, target);
        else if (grouped && Vector256.IsHardwareAccelerated)
            Run256(source, weights, target);
        else if (Vector128.IsHardwareAccelerated)
            Run128(source, weights, target);
        else
            RunScalar(source, weights, target);
    }

    internal static void RunScalar(ReadOnlySpan<byte> source, AxisWeights weights, Span<byte> target)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var pixels = source[(weights.Starts[i] * Bytes)..];
            var row = weights.Weights.Slice(i * weights.Taps, weights.Taps);
            for (var channel = 0; channel < Bytes; channel++)
            {
                var sum = Half;
                for (var k = 0; k < row.Length; k++)
                    sum += pixels[(k * Bytes) + channel] * row[k];
                // Weights are never negative and sum to 1 within a few units in the last place: only the top can clip.
                target[(i * Bytes) + channel] = (byte)Math.Min(255, sum >> AxisWeights.FractionBits);
            }
        }
    }

    // Lanes: r0 g0 b0 a0 | r1 g1 b1 a1 | r2 g2 b2 a2 | r3 g3 b3 a3, four source pixels; folded to r g b a at the end.
    private static void Run512(ReadOnlySpan<byte> source, AxisWeights weights, Span<byte> target)
    {
        ref var pixels = ref MemoryMarshal.GetReference(source);
        ref var table = ref MemoryMarshal.GetReference(weights.Expanded);
        ref var result = ref MemoryMarshal.GetReference(target);
        var starts = weights.Starts;
        var groups = weights.Taps / 4;
        for (var i = 0; i < starts.Length; i++)
        {
            // In bounds: start + taps <= End, checked against the source in Run; 16 bytes are 4 of those taps.
            ref var pixel = ref Unsafe.Add(ref pixels, starts[i] * Bytes);
            var sum = Vector512<int>.Zero;
            for (var group = 0; group < groups; group++)
            {
                var bytes = Vector128.LoadUnsafe(ref pixel).ToVector256Unsafe().ToVector512Unsafe();
                var values = Vector512.WidenLower(Vector512.WidenLower(bytes)).AsInt32();
                sum += values * Vector512.LoadUnsafe(ref table);
                pixel = ref Unsafe.Add(ref pixel, 16);
                table = ref Unsafe.Add(ref table, 16);
            }

            var half = sum.GetLower() + sum.GetUpper();
            Store(half.GetLower() + half.GetUpper(), ref result, i);
        }
    }

    // Lanes: r0 g0 b0 a0 | r1 g1 b1 a1, two source pixels.
    private static void Run256(ReadOnlySpan<byte> source, AxisWeights weights, Span<byte> target)
    {
        ref var pixels = ref MemoryMarshal.GetReference(source);
        ref var table = ref MemoryMarshal.GetReference(weights.Expanded);
        ref var result = ref MemoryMarshal.GetReference(target);
        var starts = weights.Starts;
        var pairs = weights.Taps / 2;
        for (var i = 0; i < starts.Length; i++)
        {
            // In bounds: as above; 8 bytes are 2 of the taps.
            ref var pixel = ref Unsafe.Add(ref pixels, starts[i] * Bytes);
            var sum = Vector256<int>.Zero;
            for (var pair = 0; pair < pairs; pair++)
            {
                var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref pixel)).AsByte();
                var values = Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256Unsafe()).AsInt32();
                sum += values * Vector256.LoadUnsafe(ref table);
                pixel = ref Unsafe.Add(ref pixel, 8);
                table = ref Unsafe.Add(ref table, 8);
            }

            Store(sum.GetLower() + sum.GetUpper(), ref result, i);
        }
    }

    // Lanes: r g b a, one source pixel.
    private static void Run128(ReadOnlySpan<byte> source, AxisWeights weights, Span<byte> target)
    {
        ref var pixels = ref MemoryMarshal.GetReference(source);
        ref var table = ref MemoryMarshal.GetReference(weights.Expanded);
        ref var result = ref MemoryMarshal.GetReference(target);
        var starts = weights.Starts;
        var taps = weights.Taps;
        for (var i = 0; i < starts.Length; i++)
        {
            // In bounds: as above; 4 bytes are 1 of the taps.
            ref var pixel = ref Unsafe.Add(ref pixels, starts[i] * Bytes);
            var sum = Vector128<int>.Zero;
            for (var tap = 0; tap < taps; tap++)
            {
                var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref pixel)).AsByte();
                var values = Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();
                sum += values * Vector128.LoadUnsafe(ref table);
                pixel = ref Unsafe.Add(ref pixel, 4);
                table = ref Unsafe.Add(ref table, 4);
            }

            Store(sum, ref result, i);
        }
    }

    // Rounds, takes off the fraction, clips at 255 and stores r g b a as target pixel i, which Run has checked.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<int> sum, ref byte result, int i)
    {
        var value = (sum + Vector128.Create(Half)) >>> AxisWeights.FractionBits;
        value = Vector128.Min(value, Vector128.Create(255));
        var words = Vector128.Narrow(value.AsUInt32(), value.AsUInt32());
        var bytes = Vector128.Narrow(words, words);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref result, i * Bytes), bytes.AsUInt32().ToScalar());
    }
}
