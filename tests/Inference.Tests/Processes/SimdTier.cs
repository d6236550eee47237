using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>
/// A set of instructions that the JIT may use, and the switch that takes it down to that. .NET reads the switches when a
/// process starts, and says nothing about one that it does not know.
/// </summary>
/// <param name="Name">What the tests call it.</param>
/// <param name="Switch">Variable that is set to 0; null for all that the processor has.</param>
/// <param name="Support">What is on under that switch.</param>
internal sealed record SimdTier(string Name, string? Switch, SimdSupport Support)
{
    /// <summary>Tells a child process which tier it must find itself on.</summary>
    public const string Variable = "CLOTHES_SIMD_TIER";

    public static IReadOnlyList<SimdTier> All { get; } =
    [
        new("AVX-512", null, new(true, true, true, true, true, true)),
        new("AVX2", "DOTNET_EnableAVX512", new(false, true, true, false, true, true)),
        new("SSE4.2", "DOTNET_EnableAVX2", new(false, false, true, false, false, true)),
        new("SSE2", "DOTNET_EnableSSE42", new(false, false, true, false, false, false)),
        new("scalar", "DOTNET_EnableHWIntrinsic", new(false, false, false, false, false, false)),
    ];

    public static SimdTier Named(string name) => All.Single(tier => tier.Name == name);

    /// <summary>Variables for a child process on this tier: every other switch is removed.</summary>
    public Dictionary<string, string?> Environment()
    {
        var variables = new Dictionary<string, string?> { [Variable] = Name };
        foreach (var tier in All)
        {
            if (tier.Switch != null)
                variables[tier.Switch] = tier.Switch == Switch ? "0" : null;
        }

        return variables;
    }

    public override string ToString() => Name;
}

/// <summary>What the JIT says that it uses in this process.</summary>
internal sealed record SimdSupport(bool Vector512, bool Vector256, bool Vector128, bool Avx512, bool Avx2, bool Sse42)
{
    public static SimdSupport Here =>
        new(
            System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated,
            System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated,
            System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated,
            Avx512F.IsSupported,
            System.Runtime.Intrinsics.X86.Avx2.IsSupported,
            System.Runtime.Intrinsics.X86.Sse42.IsSupported
        );

    /// <summary>Whether all that the other has is here, too.</summary>
    public bool Covers(SimdSupport other) =>
        other
        == new SimdSupport(
            Vector512 && other.Vector512,
            Vector256 && other.Vector256,
            Vector128 && other.Vector128,
            Avx512 && other.Avx512,
            Avx2 && other.Avx2,
            Sse42 && other.Sse42
        );
}
