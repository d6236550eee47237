namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>Runs tests of this program in a process of their own: for what is decided once per process.</summary>
internal static class TestProcess
{
    // The unique id of the one test whose body the child process runs.
    private const string Variable = "CLOTHES_ISOLATED_TEST";

    /// <summary>Runs the body of the calling test in a process of its own.</summary>
    /// <param name="body">Runs in the child process.</param>
    /// <param name="check">Looks at the child process; null where it must succeed.</param>
    public static async Task IsolateAsync(Action body, Action<ProcessResult>? check = null)
    {
        var context = TestContext.Current;
        var id = context.Test!.UniqueID;
        if (Environment.GetEnvironmentVariable(Variable) is { } isolated)
        {
            Assert.SkipUnless(isolated == id, "Another row of this theory is isolated.");
            body();
            return;
        }

        var method = $"{context.TestClass!.TestClassName}.{context.TestMethod!.MethodName}";
        var child = await RunTestsAsync(["--filter-method", method], new() { [Variable] = id });
        (check ?? AssertSucceeded)(child);

        static void AssertSucceeded(ProcessResult child)
        {
            Assert.True(child.ExitCode == 0, child.AllOutput);
            Assert.Contains("succeeded: 1", child.AllOutput, StringComparison.Ordinal);
        }
    }

    /// <summary>Runs tests of this program.</summary>
    /// <param name="filter">Which tests.</param>
    /// <param name="environment">Variables to set; a null value removes one.</param>
    public static Task<ProcessResult> RunTestsAsync(string[] filter, Dictionary<string, string?> environment) =>
        RunningProcess.RunAsync(Executable(), [.. filter, "--no-ansi", "--progress", "off"], environment: environment);

    // Not Environment.ProcessPath: that is dotnet where the tests were started from their dll.
    private static string Executable() =>
        Path.Combine(
            AppContext.BaseDirectory,
            typeof(TestProcess).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : "")
        );
}
