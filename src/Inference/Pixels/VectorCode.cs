using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Pixels;

/// <summary>How methods with vectors are compiled.</summary>
internal static class VectorCode
{
    /// <summary>
    /// Fully at once: else they would run unoptimised for the first thirty photos. Where the build knows the processor, as
    /// that of the function does, they are compiled ahead instead, which this option would forbid.
    /// </summary>
#if COMPILED_AHEAD
    public const MethodImplOptions Options = MethodImplOptions.NoInlining;
#else
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization;
#endif
}
