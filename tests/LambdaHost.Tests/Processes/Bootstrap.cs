using System.Text.Json;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>The real program, as Lambda starts it.</summary>
internal sealed class Bootstrap : IAsyncDisposable
{
    private readonly RunningProcess process;

    /// <param name="api">The Runtime API; null for none.</param>
    /// <param name="settings">Environment variables; null values take one away.</param>
    public Bootstrap(RuntimeApi? api, Dictionary<string, string?>? settings = null)
    {
        var environment = Environment
            .GetEnvironmentVariables()
            .Keys.Cast<string>()
            .Where(IsOurs)
            .ToDictionary(name => name, _ => (string?)null);
        environment["AWS_LAMBDA_RUNTIME_API"] = api?.Address;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = "clothes-test";
        // The machine may be busy; nothing waits for these unless a test is about them.
        environment["CLOTHES_FETCH_CONNECT_TIMEOUT_MS"] = "60000";
        environment["CLOTHES_FETCH_TIMEOUT_MS"] = "60000";
        foreach (var (name, value) in settings ?? [])
            environment[name] = value;
        process = RunningProcess.Start(File, [], environment: environment);
        // The log is read from the start: the pipe holds only a part of it.
        _ = process.Output;
    }

    /// <summary>The program: what CLOTHES_TEST_BOOTSTRAP names, else the published one, else the build's.</summary>
    public static string File { get; } = Find();

    /// <summary>Complete lines of standard output: the log.</summary>
    public IReadOnlyList<string> Output => Lines(process.Output);

    public IReadOnlyList<string> Errors => Lines(process.Error);

    public bool HasExited => process.Process.HasExited;

    public IReadOnlyList<JsonElement> Log => [.. Output.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes() => RunningProcess.Status(process.Id, "VmRSS") * 1024;

    /// <summary>Names of the assemblies of AWS' SDK that are loaded.</summary>
    public IReadOnlyList<string> LoadedSdk() =>
        [
            .. System
                .IO.File.ReadLines($"/proc/{process.Id}/maps")
                .Select(line => Path.GetFileName(line))
                .Where(name => name.StartsWith("AWSSDK.", StringComparison.Ordinal))
                .Distinct(),
        ];

    /// <summary>Sends SIGTERM, as Lambda does before it takes an environment down.</summary>
    public void Terminate()
    {
        Require.Unix();
        process.Signal("TERM");
    }

    /// <summary>Waits for the end; all lines have then been read.</summary>
    public async Task<int> ExitCode() => (await process.EndAsync()).ExitCode;

    /// <summary>Waits for a line of the log; lines of standard output arrive on their own time.</summary>
    public async Task<JsonElement> Logged(Func<JsonElement, bool> isWanted)
    {
        await process.UntilAsync(() => Log.Any(isWanted));
        return Log.First(isWanted);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static string[] Lines(string text) => text.Split('\n')[..^1];

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
        var built = Path.Combine(BuildOutput.Folder("LambdaHost"), "bootstrap");
        return OperatingSystem.IsWindows() ? built + ".exe" : built;
    }
}
