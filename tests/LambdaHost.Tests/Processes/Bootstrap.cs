using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>The real program, as Lambda starts it.</summary>
internal sealed class Bootstrap : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;

    /// <param name="api">The Runtime API; null for none.</param>
    /// <param name="settings">Environment variables; null values take one away.</param>
    public Bootstrap(RuntimeApi? api, Dictionary<string, string?>? settings = null)
    {
        var start = new ProcessStartInfo(File) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
            start.Environment.Remove(name);
        if (api is not null)
            start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Address;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "clothes-test";
        // The machine may be busy; nothing waits for these unless a test is about them.
        start.Environment["CLOTHES_FETCH_CONNECT_TIMEOUT_MS"] = "60000";
        start.Environment["CLOTHES_FETCH_TIMEOUT_MS"] = "60000";
        foreach (var (name, value) in settings ?? [])
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(Output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(Errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The program: what CLOTHES_TEST_BOOTSTRAP names, else the published one, else the build's.</summary>
    public static string File { get; } = Find();

    /// <summary>Lines of standard output: the log.</summary>
    public ConcurrentQueue<string> Output { get; } = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    public bool HasExited => process.HasExited;

    public IReadOnlyList<JsonElement> Log => [.. Output.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes()
    {
        var line = System
            .IO.File.ReadLines($"/proc/{process.Id}/status")
            .First(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return 1024
            * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }

    /// <summary>Sends SIGTERM, as Lambda does before it takes an environment down.</summary>
    public void Terminate()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Sends signals, which needs Unix.");
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end; all lines have then been read.</summary>
    public async Task<int> ExitCode()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Waits for a line of the log; lines of standard output arrive on their own time.</summary>
    public async Task<JsonElement> Logged(Func<JsonElement, bool> isWanted)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience; await Task.Delay(10))
        {
            if (Log.Where(isWanted).Select(line => (JsonElement?)line).FirstOrDefault() is { } line)
                return line;
        }

        throw new TimeoutException($"No such line:\n{string.Join('\n', Output)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }

    private static bool IsOurs(string variable) =>
        variable.StartsWith("CLOTHES_", StringComparison.Ordinal)
        || variable.StartsWith("AWS_", StringComparison.Ordinal)
        || variable == "_HANDLER";

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("CLOTHES_TEST_BOOTSTRAP") is { Length: > 0 } named)
            return Path.GetFullPath(named, SharedData.RepositoryRoot);
        var artifacts = Path.Combine(SharedData.RepositoryRoot, "artifacts");
        var published = Path.Combine(artifacts, "function-x64", "bootstrap");
        if (System.IO.File.Exists(published))
            return published;
        // Debug or Release, as these tests are.
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var built = Path.Combine(artifacts, "bin", "LambdaHost", configuration, "bootstrap");
        return OperatingSystem.IsWindows() ? built + ".exe" : built;
    }
}
