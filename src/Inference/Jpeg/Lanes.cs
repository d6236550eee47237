using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// 16-bit numbers side by side: one, or as many as a vector holds. A transform is written once for all widths. Sums wrap
/// around at 16 bits in each of them, so that every processor gives the same bytes, for damaged photos, too.
/// </summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    /// <summary>Multiplies by a fraction of 32,768, rounded to nearest: (number x fraction + 16,384) >> 15.</summary>
    static abstract T Scale(T numbers, short fraction);
}

/// <summary>Vectors of 8 numbers, or several of them side by side.</summary>
internal interface IVectorLanes<T> : ILanes<T>
    where T : struct, IVectorLanes<T>
{
    /// <summary>a0 b0 a1 b1 a2 b2 a3 b3 of each 8.</summary>
    static abstract T ZipLow(T a, T b);

    /// <summary>a4 b4 a5 b5 a6 b6 a7 b7 of each 8.</summary>
    static abstract T ZipHigh(T a, T b);
}

/// <summary>One number: what the vectors must compute.</summary>
internal readonly record struct Lane(short Value) : ILanes<Lane>
{
    public static Lane operator +(Lane left, Lane right) => new((short)(left.Value + right.Value));

    public static Lane operator -(Lane left, Lane right) => new((short)(left.Value - right.Value));

    public static Lane Scale(Lane numbers, short fraction) =>
        new((short)(((numbers.Value * fraction) + (1 << 14)) >> 15));
}

/// <summary>8 numbers.</summary>
internal readonly struct Lanes8(Vector128<short> vector) : IVectorLanes<Lanes8>
{
    public Vector128<short> Vector { get; } = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left.Vector + right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left.Vector - right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ZipLow(Lanes8 a, Lanes8 b) => new(Zipper.Low(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ZipHigh(Lanes8 a, Lanes8 b) => new(Zipper.High(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Scale(Lanes8 numbers, short fraction) => new(FixedPoint.Scale(numbers.Vector, fraction));
}

/// <summary>16 numbers: 8 of one block and 8 of another. The caller has checked for AVX2.</summary>
internal readonly struct Lanes16(Vector256<short> vector) : IVectorLanes<Lanes16>
{
    public Vector256<short> Vector { get; } = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => new(left.Vector + right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => new(left.Vector - right.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 ZipLow(Lanes16 a, Lanes16 b) => new(Avx2.UnpackLow(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 ZipHigh(Lanes16 a, Lanes16 b) => new(Avx2.UnpackHigh(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Scale(Lanes16 numbers, short fraction) =>
        new(Avx2.MultiplyHighRoundScale(numbers.Vector, Vector256.Create(fraction)));
}
