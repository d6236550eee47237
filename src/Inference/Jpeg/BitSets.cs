using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Jpeg;

/// <summary>Sets of bits in a 64-bit number.</summary>
internal static class BitSets
{
    // One instruction where the processor has it, but for the first two generations of Zen, which take it apart: there, and
    // on other processors, a loop is as fast.
    private static readonly bool HasDeposit = Bmi2.X64.IsSupported && !IsEarlyZen();

    /// <summary>Gives the bits of a number to the members of a set, the lowest to the lowest.</summary>
    /// <param name="number">As many bits as the set has members, or more.</param>
    /// <param name="set">The set.</param>
    /// <returns>The members that got a 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Deal(ulong number, ulong set) =>
        HasDeposit ? Bmi2.X64.ParallelBitDeposit(number, set) : DealScalar(number, set);

    /// <summary><see cref="Deal"/>, one member at a time: what the instruction must compute.</summary>
    public static ulong DealScalar(ulong number, ulong set)
    {
        var dealt = 0UL;
        for (; set != 0; set &= set - 1, number >>= 1)
            dealt |= (0 - (number & 1)) & set & (0 - set);
        return dealt;
    }

    private static bool IsEarlyZen()
    {
        const int Zen = 0x17;
        const int Amd = 0x444D4163; // "cAMD", the end of the vendor's name
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Ecx != Amd)
            return false;
        var version = X86Base.CpuId(1, 0).Eax;
        return ((version >> 8) & 15) + ((version >> 20) & 255) == Zen;
    }
}
