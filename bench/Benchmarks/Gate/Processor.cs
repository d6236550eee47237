using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>The properties of a processor that ratios depend on.</summary>
/// <param name="Instructions">Instruction sets that this code and ONNX Runtime use, such as <c>X64, 512-bit vectors, VNNI</c>.</param>
/// <param name="Model">Maker, family and model, such as <c>AuthenticAMD 25.17</c>: they decide how fast an instruction is.</param>
internal sealed record Processor(string Instructions, string Model)
{
    /// <summary>The processor of this machine.</summary>
    public static Processor Current { get; } = new(FindInstructions(), FindModel());

    public override string ToString() => $"{Model} ({Instructions})";

    private static string FindInstructions() =>
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

    // Leaf 0: the maker's name in EBX, EDX, ECX. Leaf 1: family and model in EAX, each with an extension.
    private static string FindModel()
    {
        if (!X86Base.IsSupported)
            return "unknown";
        var name = X86Base.CpuId(0, 0);
        var signature = X86Base.CpuId(1, 0).Eax;
        var maker = Encoding.ASCII.GetString(MemoryMarshal.AsBytes<int>([name.Ebx, name.Edx, name.Ecx]));
        var family = ((signature >> 8) & 15) + ((signature >> 20) & 255);
        var model = ((signature >> 4) & 15) | ((signature >> 12) & 240);
        return $"{maker} {family}.{model}";
    }
}
