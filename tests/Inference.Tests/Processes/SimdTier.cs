using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>
/// A set of instructions that the JIT may use, and the switch that takes it down to that. .NET reads the switches when a
/// process starts, and says nothing about one that it does not know.
/// </summary>
/// <param name="Name">What the tests call it.</param>
/// <param name="Switch">Variable that is set to 0; null for all that the processor has.</param>
/// <param name="Support">What is on under that switch.</param>
internal sealed record SimdTier(string Name, string? Switch, params string[] Support)
{
    /// <summary>Tells a child process which tier it must find itself on.</summary>
    public const string Variable = "CLOTHES_SIMD_TIER";

    public static IReadOnlyList<SimdTier> All { get; } =
    [
        new("AVX-512", null, "Vector512", "Vector256", "Vector128", "AVX-512F", "AVX2", "SSE4.2"),
        new("AVX2", "DOTNET_EnableAVX512", "Vector256", "Vector128", "AVX2", "SSE4.2"),
        new("SSE4.2", "DOTNET_EnableAVX2", "Vector128", "SSE4.2"),
        new("SSE2", "DOTNET_EnableSSE42", "Vector128"),
        new("scalar", "DOTNET_EnableHWIntrinsic"),
    ];

    /// <summary>What the JIT uses in this process.</summary>
    public static string[] Here { get; } =
    [
        .. new Dictionary<string, bool>
        {
            ["Vector512"] = Vector512.IsHardwareAccelerated,
            ["Vector256"] = Vector256.IsHardwareAccelerated,
            ["Vector128"] = Vector128.IsHardwareAccelerated,
            ["AVX-512F"] = Avx512F.IsSupported,
            ["AVX2"] = Avx2.IsSupported,
            ["SSE4.2"] = Sse42.IsSupported,
        }
            .Where(set => set.Value)
            .Select(set => set.Key),
    ];

    public static SimdTier Named(string name) => All.Single(tier => tier.Name == name);

    /// <summary>Variables for a child process on this tier: every other switch is removed.</summary>
    public Dictionary<string, string?> Environment()
    {
        var variables = new Dictionary<string, string?> { [Variable] = Name };
        foreach (var tier in All.Where(tier => tier.Switch != null))
            variables[tier.Switch!] = tier.Switch == Switch ? "0" : null;
        return variables;
    }

    /// <summary>Ends a child process that is not on its tier before any test runs.</summary>
    [ModuleInitializer]
    internal static void Check()
    {
        var name = System.Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(name) && !Named(name).Support.SequenceEqual(Here))
            throw new PlatformNotSupportedException($"Not the instructions of {name}: {string.Join(", ", Here)}.");
    }
}
