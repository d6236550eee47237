using System.Diagnostics;

namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>A program that has run, and above all this test program: for what is decided once per process.</summary>
/// <param name="ExitCode">0 where all went well.</param>
/// <param name="Output">All that it printed.</param>
internal sealed record TestProcess(int ExitCode, string Output)
{
    // The unique id of the one test whose body the child process runs.
    private const string Variable = "CLOTHES_ISOLATED_TEST";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs the body of the calling test in a process of its own.</summary>
    /// <param name="body">Runs in the child process.</param>
    /// <param name="check">Looks at the child process; null where it must succeed.</param>
    public static async Task IsolateAsync(Action body, Action<TestProcess>? check = null)
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

        static void AssertSucceeded(TestProcess child)
        {
            Assert.True(child.ExitCode == 0, child.Output);
            Assert.Contains("succeeded: 1", child.Output, StringComparison.Ordinal);
        }
    }

    /// <summary>Runs tests of this program.</summary>
    /// <param name="filter">Which tests.</param>
    /// <param name="environment">Variables to set; a null value removes one.</param>
    public static Task<TestProcess> RunTestsAsync(string[] filter, Dictionary<string, string?> environment) =>
        RunAsync(Executable(), [.. filter, "--no-ansi", "--progress", "off"], environment: environment);

    /// <summary>Runs any program to its end.</summary>
    public static async Task<TestProcess> RunAsync(
        string program,
        string[] arguments,
        string folder = "",
        Dictionary<string, string?>? environment = null,
        byte[]? input = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            using (var stdin = process.StandardInput)
                await stdin.BaseStream.WriteAsync(input, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new TestProcess(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            var command = $"{program} {string.Join(' ', arguments)}";
            throw new TimeoutException($"{command} did not end within {Patience.TotalMinutes} minutes.");
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
