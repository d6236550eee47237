using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ClothesClassification.LocalGateway.Tests.Serving;

/// <summary><c>clothes serve</c> as a process.</summary>
internal sealed partial class RunningServe : IAsyncDisposable
{
    private readonly Task<string> errors;

    private RunningServe(Process process)
    {
        Process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public Process Process { get; }

    /// <summary>What it printed before it was ready.</summary>
    public string Banner { get; private set; } = "";

    public string Stage => Line().Match(Banner).Groups["stage"].Value;

    public string Key => KeyLine().Match(Banner).Groups["key"].Value;

    public static async Task<RunningServe> StartAsync(params string[] arguments)
    {
        var running = Launch(["--port", "0", .. arguments]);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(60));
        while (await running.Process.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            running.Banner += line + "\n";
            if (line.StartsWith("Ctrl-C", StringComparison.Ordinal))
                return running;
        }

        Assert.Fail($"It did not start.\n{running.Banner}\n{await running.errors}");
        return running;
    }

    public Task<string> ErrorsAsync() => errors;

    /// <summary>Runs it to its end, which is soon where something is wrong.</summary>
    public static async Task<(int ExitCode, string Errors)> FailAsync(params string[] arguments)
    {
        await using var running = Launch(arguments);
        return (await running.EndAsync(), await running.errors);
    }

    public void Signal(string name) =>
        System.Diagnostics.Process.Start("kill", [$"-{name}", $"{Process.Id}"])!.WaitForExit();

    public async Task<int> EndAsync()
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(60));
        await Process.WaitForExitAsync(late.Token);
        return Process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    private static RunningServe Launch(string[] arguments)
    {
        var program = Path.Combine(Gateway.Binaries("Cli"), "ClothesClassification.Cli.dll");
        var info = DotnetProgram.StartInfo([program, "serve", .. arguments]);
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        info.WorkingDirectory = Path.GetTempPath();
        return new RunningServe(Process.Start(info)!);
    }

    [GeneratedRegex(@"API +(?<stage>http://\S+)")]
    private static partial Regex Line();

    [GeneratedRegex(@"Key +(?<key>\S+)")]
    private static partial Regex KeyLine();
}
