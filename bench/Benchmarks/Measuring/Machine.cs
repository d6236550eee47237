using System.Runtime.InteropServices;

namespace ClothesClassification.Benchmarks.Measuring;

/// <summary>The machine that measured.</summary>
internal static class Machine
{
    public static string Description() =>
        $"{RuntimeInformation.OSDescription.Split(" #")[0]}, .NET {Environment.Version}, {Environment.ProcessorCount} x {Processor()}";

    private static string Processor() =>
        !OperatingSystem.IsLinux()
            ? "unknown processor"
            : File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
                ?? "unknown processor";
}
