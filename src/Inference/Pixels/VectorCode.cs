using System.Runtime.CompilerServices;
#if !COMPILED_AHEAD
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace ClothesClassification.Inference.Pixels;

/// <summary>How methods with vectors are compiled.</summary>
internal static class VectorCode
{
    /// <summary>
    /// Fully at once: else they would run unoptimised for the first thirty photos. Where the build knows the processor, as
    /// that of the function does, they are compiled ahead instead, which this option would forbid. Never inlined: behind a
    /// certain size of the caller, what they are made of would not be inlined with them.
    /// </summary>
#if COMPILED_AHEAD
    public const MethodImplOptions Options = MethodImplOptions.NoInlining;
#else
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
#endif

    /// <summary>
    /// Whether vectors of 64 bytes are used. They cannot be compiled ahead for processors with AVX2, and the first photo would
    /// wait for their compilation longer than they save it (docs/cold-start.md).
    /// </summary>
#if COMPILED_AHEAD
    public static bool HasAvx512 => false;
#else
    public static bool HasAvx512 => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;
#endif
}
