using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Pixels;

/// <summary>Multiplication by fractions.</summary>
internal static class FixedPoint
{
    /// <summary>Multiplies by a fraction of 32,768, rounded to nearest: (number x fraction + 16,384) >> 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Scale(Vector128<short> numbers, short fraction)
    {
        if (Ssse3.IsSupported)
            return Ssse3.MultiplyHighRoundScale(numbers, Vector128.Create(fraction));
        // Saturates where both are -32,768 only, and no fraction is.
        if (AdvSimd.IsSupported)
            return AdvSimd.MultiplyRoundedDoublingSaturateHigh(numbers, Vector128.Create(fraction));
        var (half, wide) = (Vector128.Create(1 << 14), Vector128.Create((int)fraction));
        var (low, high) = Vector128.Widen(numbers);
        return Vector128.Narrow(((low * wide) + half) >> 15, ((high * wide) + half) >> 15);
    }
}
