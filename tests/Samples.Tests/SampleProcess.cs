using System.Diagnostics;
using System.Text;

namespace ClothesClassification.Samples.Tests;

/// <summary>A sample, or another program of the repository, at work.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly StringBuilder output = new();

    private SampleProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What the program has written so far, to either stream.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Where the build puts a project's program.</summary>
    public static string ProgramOf(string project)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.GetFullPath(
            Path.Combine(
                AppContext.BaseDirectory,
                "../..",
                project,
                configuration,
                $"ClothesClassification.{project}.dll"
            )
        );
    }

    public static SampleProcess Start(
        string project,
        Dictionary<string, string> environment,
        params string[] arguments
    ) => StartCommand("dotnet", [ProgramOf(project), .. arguments], Path.GetTempPath(), environment);

    public static SampleProcess StartCommand(
        string command,
        IEnumerable<string> arguments,
        string folder,
        Dictionary<string, string> environment
    )
    {
        var info = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return new SampleProcess(Process.Start(info)!);
    }

    /// <summary>Runs a sample to its end, which has to be a good one.</summary>
    public static async Task<string> RunAsync(string project, params string[] arguments)
    {
        await using var sample = Start(project, [], arguments);
        Assert.Equal(0, await sample.EndAsync());
        return sample.Output;
    }

    /// <summary>Waits until something is so; fails with the program's output when it has ended or takes too long.</summary>
    public async Task<T> UntilAsync<T>(Func<Task<T?>> attempt)
        where T : class
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var ended = process.HasExited;
            if (await attempt() is { } result)
                return result;
            if (ended || waited.Elapsed > Patience)
                Assert.Fail($"The program {(ended ? "has ended" : "takes too long")}:\n{Output}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks the program to end, as a service manager does, and waits for it.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Waits for the end; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.Append(line).Append('\n');
    }
}
