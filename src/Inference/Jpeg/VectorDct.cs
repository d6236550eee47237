using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// <see cref="InverseDct.Full"/> with vectors, the same samples. A vector holds what has the same horizontal frequency; the
/// first pass runs across the vectors, then rows and columns are exchanged, and the second pass does the same again.
/// </summary>
internal static class VectorDct
{
    /// <summary>Whether <see cref="Two"/> may be called.</summary>
    public static bool TakesTwo
    {
        // Not inlined, so that callers can be compiled ahead, where the processor is not known.
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => Avx2.IsSupported;
    }

    /// <summary>One block, 8 numbers a vector.</summary>
    [MethodImpl(VectorCode.Options)]
    public static void One(ReadOnlySpan<short> block, Component component, Span<byte> target, int stride)
    {
        // In bounds: 64 coefficients and factors, and 8 rows of 8 bytes, are checked here.
        ref var x = ref MemoryMarshal.GetReference(block[..ZigZag.Coefficients]);
        ref var q = ref MemoryMarshal.GetReference(component.Quantization.AsSpan(0, ZigZag.Coefficients));
        ref var to = ref MemoryMarshal.GetReference(target[..((7 * stride) + 8)]);
        var (x0, x1, x2, x3) = (
            Load(ref x, ref q, 0),
            Load(ref x, ref q, 8),
            Load(ref x, ref q, 16),
            Load(ref x, ref q, 24)
        );
        var (x4, x5, x6, x7) = (
            Load(ref x, ref q, 32),
            Load(ref x, ref q, 40),
            Load(ref x, ref q, 48),
            Load(ref x, ref q, 56)
        );
        Butterfly.Inverse8(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
        Transpose(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
        Butterfly.Inverse8(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
        Store(x0, x1, ref to, stride);
        Store(x2, x3, ref Unsafe.Add(ref to, 2 * stride), stride);
        Store(x4, x5, ref Unsafe.Add(ref to, 4 * stride), stride);
        Store(x6, x7, ref Unsafe.Add(ref to, 6 * stride), stride);
    }

    /// <summary>Two blocks of one or two components, 8 numbers of each a vector. The caller has checked for AVX2.</summary>
    [MethodImpl(VectorCode.Options)]
    public static void Two(
        ReadOnlySpan<short> block0,
        ReadOnlySpan<short> block1,
        Component component0,
        Component component1,
        Span<byte> target0,
        Span<byte> target1
    )
    {
        var (stride0, stride1) = (component0.Stride, component1.Stride);
        // In bounds: as in One, for both.
        ref var a = ref MemoryMarshal.GetReference(block0[..ZigZag.Coefficients]);
        ref var b = ref MemoryMarshal.GetReference(block1[..ZigZag.Coefficients]);
        ref var p = ref MemoryMarshal.GetReference(component0.Quantization.AsSpan(0, ZigZag.Coefficients));
        ref var q = ref MemoryMarshal.GetReference(component1.Quantization.AsSpan(0, ZigZag.Coefficients));
        ref var to0 = ref MemoryMarshal.GetReference(target0[..((7 * stride0) + 8)]);
        ref var to1 = ref MemoryMarshal.GetReference(target1[..((7 * stride1) + 8)]);
        var x0 = Load(ref a, ref b, ref p, ref q, 0);
        var x1 = Load(ref a, ref b, ref p, ref q, 8);
        var x2 = Load(ref a, ref b, ref p, ref q, 16);
        var x3 = Load(ref a, ref b, ref p, ref q, 24);
        var x4 = Load(ref a, ref b, ref p, ref q, 32);
        var x5 = Load(ref a, ref b, ref p, ref q, 40);
        var x6 = Load(ref a, ref b, ref p, ref q, 48);
        var x7 = Load(ref a, ref b, ref p, ref q, 56);
        Butterfly.Inverse8(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
        Transpose(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
        Butterfly.Inverse8(ref x0, ref x1, ref x2, ref x3, ref x4, ref x5, ref x6, ref x7);
        Store(x0, x1, ref to0, stride0, ref to1, stride1);
        Store(x2, x3, ref Unsafe.Add(ref to0, 2 * stride0), stride0, ref Unsafe.Add(ref to1, 2 * stride1), stride1);
        Store(x4, x5, ref Unsafe.Add(ref to0, 4 * stride0), stride0, ref Unsafe.Add(ref to1, 4 * stride1), stride1);
        Store(x6, x7, ref Unsafe.Add(ref to0, 6 * stride0), stride0, ref Unsafe.Add(ref to1, 6 * stride1), stride1);
    }

    // Zipping vectors i and i + 4, three times over, exchanges vectors and lanes: with a number's place written as three
    // bits of vector and three of lane, each time the highest of the vector becomes the lowest of the lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose<T>(ref T x0, ref T x1, ref T x2, ref T x3, ref T x4, ref T x5, ref T x6, ref T x7)
        where T : struct, IVectorLanes<T>
    {
        var (a0, a1, a2, a3) = (T.ZipLow(x0, x4), T.ZipHigh(x0, x4), T.ZipLow(x1, x5), T.ZipHigh(x1, x5));
        var (a4, a5, a6, a7) = (T.ZipLow(x2, x6), T.ZipHigh(x2, x6), T.ZipLow(x3, x7), T.ZipHigh(x3, x7));
        var (b0, b1, b2, b3) = (T.ZipLow(a0, a4), T.ZipHigh(a0, a4), T.ZipLow(a1, a5), T.ZipHigh(a1, a5));
        var (b4, b5, b6, b7) = (T.ZipLow(a2, a6), T.ZipHigh(a2, a6), T.ZipLow(a3, a7), T.ZipHigh(a3, a7));
        (x0, x1, x2, x3) = (T.ZipLow(b0, b4), T.ZipHigh(b0, b4), T.ZipLow(b1, b5), T.ZipHigh(b1, b5));
        (x4, x5, x6, x7) = (T.ZipLow(b2, b6), T.ZipHigh(b2, b6), T.ZipLow(b3, b7), T.ZipHigh(b3, b7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes8 Load(ref short block, ref short factors, int place) =>
        new(
            (
                Vector128.LoadUnsafe(ref Unsafe.Add(ref block, place))
                * Vector128.LoadUnsafe(ref Unsafe.Add(ref factors, place))
            ) << InverseDct.FractionBits
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes16 Load(ref short a, ref short b, ref short p, ref short q, int place)
    {
        var numbers = Vector256.Create(
            Vector128.LoadUnsafe(ref Unsafe.Add(ref a, place)),
            Vector128.LoadUnsafe(ref Unsafe.Add(ref b, place))
        );
        var factors = Vector256.Create(
            Vector128.LoadUnsafe(ref Unsafe.Add(ref p, place)),
            Vector128.LoadUnsafe(ref Unsafe.Add(ref q, place))
        );
        return new Lanes16((numbers * factors) << InverseDct.FractionBits);
    }

    // Two rows of 8 samples. Narrowing clips at -128 and 127; with the highest bit flipped that is 0 and 255.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Lanes8 row0, Lanes8 row1, ref byte target, int stride)
    {
        var half = Vector128.Create((short)InverseDct.FinalHalf);
        var samples = Vector128
            .NarrowWithSaturation(
                (row0.Vector + half) >> InverseDct.FinalShift,
                (row1.Vector + half) >> InverseDct.FinalShift
            )
            .AsByte();
        WriteRows(samples ^ Vector128.Create((byte)0x80), ref target, stride);
    }

    // Packing keeps the halves apart: the lower one has both rows of the first block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Lanes16 row0, Lanes16 row1, ref byte target0, int stride0, ref byte target1, int stride1)
    {
        var half = Vector256.Create((short)InverseDct.FinalHalf);
        var samples =
            Avx2.PackSignedSaturate(
                    (row0.Vector + half) >> InverseDct.FinalShift,
                    (row1.Vector + half) >> InverseDct.FinalShift
                )
                .AsByte() ^ Vector256.Create((byte)0x80);
        WriteRows(samples.GetLower(), ref target0, stride0);
        WriteRows(samples.GetUpper(), ref target1, stride1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteRows(Vector128<byte> samples, ref byte target, int stride)
    {
        Unsafe.WriteUnaligned(ref target, samples.AsUInt64().ToScalar());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, stride), samples.AsUInt64().GetElement(1));
    }
}
