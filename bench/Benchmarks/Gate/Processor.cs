using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>What of a processor decides on ratios: which instructions our code and ONNX Runtime's find.</summary>
internal static class Processor
{
    /// <summary>Such as <c>X64, 512-bit vectors, VNNI</c>.</summary>
    public static string Kind { get; } =
        $"{RuntimeInformation.ProcessArchitecture}, {VectorBits()}-bit vectors{(HasVnni() ? ", VNNI" : "")}";

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : 128;

    // Leaf 7 of CPUID: AVX-512 VNNI is bit 11 of ECX; AVX-VNNI bit 4 of EAX in subleaf 1.
    private static bool HasVnni() =>
        X86Base.IsSupported
        && (
            ((X86Base.CpuId(7, 0).Ecx >> 11) & 1) == 1
            || (X86Base.CpuId(7, 0).Eax >= 1 && ((X86Base.CpuId(7, 1).Eax >> 4) & 1) == 1)
        );
}
