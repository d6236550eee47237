namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>This test program in a process of its own, for what is decided once a process.</summary>
internal static class TestProcess
{
    // Not Environment.ProcessPath: that is dotnet where the tests were started from their dll.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory,
        typeof(TestProcess).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : "")
    );

    /// <param name="arguments">Which tests.</param>
    /// <param name="environment">Variables to set; a null value removes one.</param>
    public static Task<ProcessResult> RunAsync(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null
    ) => RunningProcess.RunAsync(Program, [.. arguments, "--no-ansi", "--progress", "off"], environment: environment);
}
