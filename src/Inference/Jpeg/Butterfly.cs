using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>
/// One-dimensional inverse DCTs of 8 and of 4 numbers, in place:
/// x[n] = sum over k of X[k] c(k) cos((2n + 1) k pi / 2N), c(0) = cos(pi/4), else 1. In two dimensions that is 4 times the
/// transform of ITU-T T.81, A.3.3, whatever N is: the lowest N x N coefficients of a block give the block reduced to N x N.
/// </summary>
/// <remarks>
/// All factors are below 1, so that one multiplication of 16-bit numbers does. The odd half of 8 are two rotations, by pi/16
/// and 3 pi/16, and two by pi/4 (C. Loeffler et al., "Practical fast 1-D DCT algorithms with 11 multiplications", 1989,
/// without the scaling that saves five of them here but needs factors above 1).
/// </remarks>
internal static class Butterfly
{
    // cos(k pi / 16) x 32,768. Constants, so that they are known when the code is compiled ahead.
    private const short Cos1 = 32138;
    private const short Cos2 = 30274;
    private const short Cos3 = 27246;
    private const short Cos4 = 23170;
    private const short Cos5 = 18205;
    private const short Cos6 = 12540;
    private const short Cos7 = 6393;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Inverse8<T>(ref T x0, ref T x1, ref T x2, ref T x3, ref T x4, ref T x5, ref T x6, ref T x7)
        where T : struct, ILanes<T>
    {
        var (odd0, odd3) = (T.Scale(x1, Cos1) + T.Scale(x7, Cos7), T.Scale(x1, Cos7) - T.Scale(x7, Cos1));
        var (right, down) = (T.Scale(x3, Cos3) + T.Scale(x5, Cos5), T.Scale(x3, Cos5) - T.Scale(x5, Cos3));
        var (left, up) = (odd0 - right, odd3 + down);
        odd0 += right;
        odd3 -= down;
        var (odd1, odd2) = (T.Scale(left + up, Cos4), T.Scale(left - up, Cos4));
        var (even0, even1) = (T.Scale(x0 + x4, Cos4), T.Scale(x0 - x4, Cos4));
        var (even2, even3) = (T.Scale(x2, Cos6) - T.Scale(x6, Cos2), T.Scale(x2, Cos2) + T.Scale(x6, Cos6));
        (x0, x7) = (even0 + even3 + odd0, even0 + even3 - odd0);
        (x1, x6) = (even1 + even2 + odd1, even1 + even2 - odd1);
        (x2, x5) = (even1 - even2 + odd2, even1 - even2 - odd2);
        (x3, x4) = (even0 - even3 + odd3, even0 - even3 - odd3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Inverse4<T>(ref T x0, ref T x1, ref T x2, ref T x3)
        where T : struct, ILanes<T>
    {
        var (even0, even1) = (T.Scale(x0 + x2, Cos4), T.Scale(x0 - x2, Cos4));
        var (odd0, odd1) = (T.Scale(x1, Cos2) + T.Scale(x3, Cos6), T.Scale(x1, Cos6) - T.Scale(x3, Cos2));
        (x0, x3) = (even0 + odd0, even0 - odd0);
        (x1, x2) = (even1 + odd1, even1 - odd1);
    }
}
