using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// <see cref="InverseDct.Half"/> with vectors, the same samples. The lower half of a vector holds the 4 numbers of one
/// horizontal frequency; the upper half is idle, which is still faster than 16 numbers one by one.
/// </summary>
internal static class VectorHalfDct
{
    /// <summary>One block.</summary>
    [MethodImpl(VectorCode.Options)]
    public static void One(ReadOnlySpan<short> block, Component component, Span<byte> target, int stride)
    {
        // In bounds: 8 numbers each from places 0, 8, 16 and 24, and 4 rows of 4 bytes, are checked here.
        ref var x = ref MemoryMarshal.GetReference(block[..32]);
        ref var q = ref MemoryMarshal.GetReference(component.Quantization.AsSpan(0, 32));
        ref var to = ref MemoryMarshal.GetReference(target[..((3 * stride) + 4)]);
        var (x0, x1) = (Load(ref x, ref q, 0), Load(ref x, ref q, 8));
        var (x2, x3) = (Load(ref x, ref q, 16), Load(ref x, ref q, 24));
        Butterfly.Inverse4(ref x0, ref x1, ref x2, ref x3);
        // Vectors and lanes change places, as in VectorDct: a0 c0 a1 c1 .., b0 d0 b1 d1 .., then a0 b0 c0 d0 a1 b1 ..
        var (even, odd) = (Lanes8.ZipLow(x0, x2), Lanes8.ZipLow(x1, x3));
        var (x01, x23) = (Lanes8.ZipLow(even, odd).Vector, Lanes8.ZipHigh(even, odd).Vector);
        (x0, x1) = (new Lanes8(x01), new Lanes8(Upper(x01)));
        (x2, x3) = (new Lanes8(x23), new Lanes8(Upper(x23)));
        Butterfly.Inverse4(ref x0, ref x1, ref x2, ref x3);
        var rows = Narrow(Join(x0, x1), Join(x2, x3)).AsUInt32();
        Unsafe.WriteUnaligned(ref to, rows.GetElement(0));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, stride), rows.GetElement(1));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 2 * stride), rows.GetElement(2));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 3 * stride), rows.GetElement(3));
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
    private static Vector128<short> Upper(Vector128<short> vector) =>
        Vector128.Create(vector.GetUpper(), vector.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Join(Lanes8 a, Lanes8 b) =>
        Vector128.Create(a.Vector.GetLower(), b.Vector.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector128<short> a, Vector128<short> b)
    {
        var half = Vector128.Create((short)InverseDct.FinalHalf);
        return Vector128
                .NarrowWithSaturation((a + half) >> InverseDct.FinalShift, (b + half) >> InverseDct.FinalShift)
                .AsByte() ^ Vector128.Create((byte)0x80);
    }
}
