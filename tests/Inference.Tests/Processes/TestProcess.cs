using System.Diagnostics;

namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>This test program in a process of its own, for what is decided once a process.</summary>
/// <param name="ExitCode">0 where all tests passed.</param>
/// <param name="Output">All that it printed.</param>
internal sealed record TestProcess(int ExitCode, string Output)
{
    /// <param name="arguments">Which tests.</param>
    /// <param name="environment">Variables to set; a null value removes one.</param>
    public static async Task<TestProcess> RunAsync(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null
    )
    {
        var start = new ProcessStartInfo(Executable()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Concat(["--no-ansi", "--progress", "off"]))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new TestProcess(process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    // Not Environment.ProcessPath: that is dotnet where the tests were started from their dll.
    private static string Executable() =>
        Path.Combine(
            AppContext.BaseDirectory,
            typeof(TestProcess).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : "")
        );
}
