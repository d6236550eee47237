using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// The pass along the rows: each target pixel is a weighted sum of neighbouring pixels of the same row. It takes RGBA and
/// leaves RGB.
/// </summary>
internal static class RowPass
{
    /// <summary>Bytes of a source pixel.</summary>
    public const int SourceBytes = 4;

    /// <summary>Bytes of a target pixel.</summary>
    public const int TargetBytes = 3;

    /// <param name="source">Rows without padding, RGBA.</param>
    /// <param name="stride">Bytes of a source row.</param>
    /// <param name="weights">Weights along a row.</param>
    /// <param name="target">As many rows without padding, RGB.</param>
    public static void Run(ReadOnlySpan<byte> source, int stride, AxisWeights weights, Span<byte> target)
    {
        // What the vector code relies on: every start and its taps lie inside of a row, and all rows inside of the target.
        var rows = source.Length / stride;
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, weights.End * SourceBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, rows * weights.Length * TargetBytes);
        if (Avx2.IsSupported && RowPassAvx2.CanRun(weights))
        {
            RowPassAvx2.Run(source, stride, rows, weights, target);
            return;
        }

        var targetStride = weights.Length * TargetBytes;
        for (var y = 0; y < rows; y++)
        {
            var from = source.Slice(y * stride, stride);
            var to = target.Slice(y * targetStride, targetStride);
            if (Vector128.IsHardwareAccelerated)
                Run128(from, weights, to);
            else
                RunScalar(from, weights, to);
        }
    }

    private static void RunScalar(ReadOnlySpan<byte> source, AxisWeights weights, Span<byte> target)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var pixels = source[(weights.Starts[i] * SourceBytes)..];
            var (red, green, blue) = (AxisWeights.Half, AxisWeights.Half, AxisWeights.Half);
            foreach (var weight in weights.Weights.Slice(i * weights.Taps, weights.Taps))
            {
                red += pixels[0] * weight;
                green += pixels[1] * weight;
                blue += pixels[2] * weight;
                pixels = pixels[SourceBytes..];
            }

            target[i * TargetBytes] = Clip(red);
            target[(i * TargetBytes) + 1] = Clip(green);
            target[(i * TargetBytes) + 2] = Clip(blue);
        }
    }

    // Weights are never negative and sum to 1 within a few units in the last place: only the top can clip.
    private static byte Clip(int sum) => (byte)Math.Min(255, sum >> AxisWeights.FractionBits);

    // Lanes: r g b a, one source pixel.
    private static void Run128(ReadOnlySpan<byte> source, AxisWeights weights, Span<byte> target)
    {
        ref var pixels = ref MemoryMarshal.GetReference(source);
        var starts = weights.Starts;
        for (var i = 0; i < starts.Length; i++)
        {
            // In bounds: start + taps <= End, checked against the row in Run; 4 bytes are 1 of the taps.
            ref var pixel = ref Unsafe.Add(ref pixels, starts[i] * SourceBytes);
            var sum = Vector128.Create(AxisWeights.Half);
            foreach (var weight in weights.Weights.Slice(i * weights.Taps, weights.Taps))
            {
                var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref pixel)).AsByte();
                sum += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * Vector128.Create(weight);
                pixel = ref Unsafe.Add(ref pixel, SourceBytes);
            }

            var value = Vector128.Min(sum >>> AxisWeights.FractionBits, Vector128.Create(255)).AsUInt32();
            var words = Vector128.Narrow(value, value);
            var rgb = Vector128.Narrow(words, words).AsUInt32().ToScalar();
            target[i * TargetBytes] = (byte)rgb;
            target[(i * TargetBytes) + 1] = (byte)(rgb >> 8);
            target[(i * TargetBytes) + 2] = (byte)(rgb >> 16);
        }
    }
}
