using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>
/// The vector operations of this folder, so that each algorithm is written once for every width. Those wider than 128 bits
/// unpack and pack within lanes of 128 bits.
/// </summary>
internal interface IByteVector<TVector>
{
    /// <summary>Bytes in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(ref byte source);

    static abstract void Store(TVector bytes, ref byte target);

    /// <summary>Loads each lane of 16 bytes from an address of its own, which are <paramref name="step"/> bytes apart.</summary>
    static abstract TVector LoadLanes(ref byte source, nint step);

    /// <summary>Stores each lane of 16 bytes to an address of its own, which are <paramref name="step"/> bytes apart.</summary>
    static abstract void StoreLanes(TVector bytes, ref byte target, nint step);

    /// <summary>The same 32-bit number in every element.</summary>
    static abstract TVector Create(int value);

    /// <summary>Interleaves the bytes of the lanes' lower halves: a0 b0 a1 b1 ...</summary>
    static abstract TVector UnpackLow(TVector a, TVector b);

    /// <summary>Interleaves the bytes of the lanes' upper halves.</summary>
    static abstract TVector UnpackHigh(TVector a, TVector b);

    /// <summary>Adds to each 32-bit sum the products of two neighbouring 16-bit numbers.</summary>
    static abstract TVector MultiplyAdd(TVector sum, TVector a, TVector b);

    /// <summary>The whole part of 65,536 high + low, a fixed-point number.</summary>
    static abstract TVector Round(TVector high, TVector low);

    /// <summary>Narrows 32-bit numbers to bytes, clipped at 0 and 255.</summary>
    static abstract TVector Pack(TVector a, TVector b, TVector c, TVector d);
}

/// <summary>16 bytes, on any processor with vectors.</summary>
internal readonly struct ByteVector128 : IByteVector<Vector128<int>>
{
    public static int Count => Vector128<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(ref byte source) => Vector128.LoadUnsafe(ref source).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> bytes, ref byte target) => bytes.AsByte().StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadLanes(ref byte source, nint step) => Load(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLanes(Vector128<int> bytes, ref byte target, nint step) => Store(bytes, ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Create(int value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> UnpackLow(Vector128<int> a, Vector128<int> b) =>
        Zipper.Low(a.AsByte(), b.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> UnpackHigh(Vector128<int> a, Vector128<int> b) =>
        Zipper.High(a.AsByte(), b.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> a, Vector128<int> b) =>
        Sse2.IsSupported
            ? sum + Sse2.MultiplyAddAdjacent(a.AsInt16(), b.AsInt16())
            : sum + (Even(a) * Even(b)) + ((a >> 16) * (b >> 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Round(Vector128<int> high, Vector128<int> low) =>
        ((high << 16) + low) >> AxisWeights.FractionBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Pack(Vector128<int> a, Vector128<int> b, Vector128<int> c, Vector128<int> d) =>
        Sse2.IsSupported
            ? Sse2.PackUnsignedSaturate(Sse2.PackSignedSaturate(a, b), Sse2.PackSignedSaturate(c, d)).AsInt32()
            : Vector128.Narrow(Narrow(a, b), Narrow(c, d)).AsInt32();

    // The 16-bit numbers in the lower halves, with their sign.
    private static Vector128<int> Even(Vector128<int> words) => (words << 16) >> 16;

    // Never negative: only the top can clip.
    private static Vector128<ushort> Narrow(Vector128<int> a, Vector128<int> b) =>
        Vector128.Narrow(Vector128.Min(a, Vector128.Create(255)), Vector128.Min(b, Vector128.Create(255))).AsUInt16();
}

/// <summary>32 bytes, with AVX2.</summary>
internal readonly struct ByteVector256 : IByteVector<Vector256<int>>
{
    public static int Count => Vector256<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(ref byte source) => Vector256.LoadUnsafe(ref source).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> bytes, ref byte target) => bytes.AsByte().StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadLanes(ref byte source, nint step) =>
        Vector256.Create(
            ByteVector128.LoadLanes(ref source, step),
            ByteVector128.LoadLanes(ref Unsafe.Add(ref source, step), step)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLanes(Vector256<int> bytes, ref byte target, nint step)
    {
        ByteVector128.StoreLanes(bytes.GetLower(), ref target, step);
        ByteVector128.StoreLanes(bytes.GetUpper(), ref Unsafe.Add(ref target, step), step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Create(int value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> UnpackLow(Vector256<int> a, Vector256<int> b) =>
        Avx2.UnpackLow(a.AsByte(), b.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> UnpackHigh(Vector256<int> a, Vector256<int> b) =>
        Avx2.UnpackHigh(a.AsByte(), b.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> a, Vector256<int> b) =>
        sum + Avx2.MultiplyAddAdjacent(a.AsInt16(), b.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Round(Vector256<int> high, Vector256<int> low) =>
        ((high << 16) + low) >> AxisWeights.FractionBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Pack(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d) =>
        Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(a, b), Avx2.PackSignedSaturate(c, d)).AsInt32();
}

/// <summary>64 bytes, with AVX-512.</summary>
internal readonly struct ByteVector512 : IByteVector<Vector512<int>>
{
    public static int Count => Vector512<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(ref byte source) => Vector512.LoadUnsafe(ref source).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> bytes, ref byte target) => bytes.AsByte().StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadLanes(ref byte source, nint step) =>
        Vector512.Create(
            ByteVector256.LoadLanes(ref source, step),
            ByteVector256.LoadLanes(ref Unsafe.Add(ref source, 2 * step), step)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreLanes(Vector512<int> bytes, ref byte target, nint step)
    {
        ByteVector256.StoreLanes(bytes.GetLower(), ref target, step);
        ByteVector256.StoreLanes(bytes.GetUpper(), ref Unsafe.Add(ref target, 2 * step), step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Create(int value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> UnpackLow(Vector512<int> a, Vector512<int> b) =>
        Avx512BW.UnpackLow(a.AsByte(), b.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> UnpackHigh(Vector512<int> a, Vector512<int> b) =>
        Avx512BW.UnpackHigh(a.AsByte(), b.AsByte()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sum, Vector512<int> a, Vector512<int> b) =>
        sum + Avx512BW.MultiplyAddAdjacent(a.AsInt16(), b.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Round(Vector512<int> high, Vector512<int> low) =>
        ((high << 16) + low) >> AxisWeights.FractionBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Pack(Vector512<int> a, Vector512<int> b, Vector512<int> c, Vector512<int> d) =>
        Avx512BW.PackUnsignedSaturate(Avx512BW.PackSignedSaturate(a, b), Avx512BW.PackSignedSaturate(c, d)).AsInt32();
}
