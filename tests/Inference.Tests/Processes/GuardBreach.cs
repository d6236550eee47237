using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>
/// Touches a guard where a variable asks for it, before any test runs: it ends the process, so it can be no test itself.
/// </summary>
internal static class GuardBreach
{
    /// <summary>The variable; its value is <see cref="AtEnd"/> or <see cref="AtStart"/>.</summary>
    public const string Variable = "CLOTHES_GUARD_BREACH";

    public const string AtEnd = "end";
    public const string AtStart = "start";

    [ModuleInitializer]
    internal static void Run()
    {
        var value = Environment.GetEnvironmentVariable(Variable);
        if (value is not (AtEnd or AtStart))
            return;
        var atEnd = value == AtEnd;
        using var memory = GuardedMemory.Of([1, 2, 3], atEnd);
        // The bytes at the edges may be read: only what lies behind them ends the process.
        if (memory.ReadAt(0) == 1 && memory.ReadAt(2) == 3)
            memory.ReadAt(atEnd ? 3 : -1);
    }
}
