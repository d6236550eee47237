using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ClothesClassification.Tests;

/// <summary>A program that was started. It is killed with its children when this is disposed.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);
    private readonly string commandLine;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Task errorRead;

    // Standard output is read when it is first asked for: until then a test can read it line by line itself.
    private readonly Lazy<Task> outputRead;

    private RunningProcess(ProcessStartInfo info)
    {
        commandLine = $"{info.FileName} {string.Join(' ', info.ArgumentList)}";
        Process = Process.Start(info)!;
        errorRead = ReadAsync(Process.StandardError, error);
        outputRead = new Lazy<Task>(() => ReadAsync(Process.StandardOutput, output));
    }

    public Process Process { get; }

    public int Id => Process.Id;

    /// <summary>What was written to standard output so far.</summary>
    public string Output
    {
        get
        {
            _ = outputRead.Value;
            return Text(output);
        }
    }

    /// <summary>What was written to standard error so far.</summary>
    public string Error => Text(error);

    /// <param name="program">Name or path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The working directory; null for that of this process.</param>
    /// <param name="environment">Variables to set, or with null to unset, beside those of this process.</param>
    /// <param name="input">Bytes of standard input, which then ends.</param>
    /// <param name="inputStaysOpen">Whether standard input does not end, as that of a terminal.</param>
    public static RunningProcess Start(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IEnumerable<KeyValuePair<string, string?>>? environment = null,
        byte[]? input = null,
        bool inputStaysOpen = false
    )
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
            info.Environment[name] = value;
        var running = new RunningProcess(info);
        running.Process.StandardInput.BaseStream.Write(input ?? []);
        if (!inputStaysOpen)
            running.Process.StandardInput.Close();
        return running;
    }

    /// <summary>Starts a program of this repository.</summary>
    public static RunningProcess StartProject(
        string project,
        IEnumerable<string> arguments,
        string? folder = null,
        IEnumerable<KeyValuePair<string, string?>>? environment = null,
        byte[]? input = null,
        bool inputStaysOpen = false
    )
    {
        string[] command = ["dotnet", BuildOutput.Program(project), .. arguments];
        // A shell that starts tests in the background leaves SIGINT ignored to all of its descendants.
        return OperatingSystem.IsLinux()
            ? Start("env", ["--default-signal=INT", .. command], folder, environment, input, inputStaysOpen)
            : Start(command[0], command[1..], folder, environment, input, inputStaysOpen);
    }

    /// <summary>Runs a program to its end; kills it when that takes too long.</summary>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? folder = null,
        IEnumerable<KeyValuePair<string, string?>>? environment = null,
        byte[]? input = null,
        TimeSpan? timeout = null
    )
    {
        await using var running = Start(program, arguments, folder, environment, input);
        return await running.EndAsync(timeout);
    }

    public static void Signal(int id, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{id}"]);
        kill.WaitForExit();
    }

    public void Signal(string name) => Signal(Id, name);

    public void Interrupt() => Signal("INT");

    /// <summary>Largest resident memory so far, in bytes, as Linux counts it.</summary>
    public long PeakMemory() => Status(Id, "VmHWM") * 1024;

    /// <summary>A number of /proc/ID/status, as it stands there: memory in KiB.</summary>
    public static long Status(int id, string name) =>
        long.Parse(
            File.ReadLines($"/proc/{id}/status")
                .First(line => line.StartsWith($"{name}:", StringComparison.Ordinal))
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );

    /// <summary>Waits until a condition holds; throws with the program's output when it ends before or takes too long.</summary>
    public async Task UntilAsync(Func<bool> condition, TimeSpan? timeout = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var ended = Process.HasExited && outputRead.Value.IsCompleted && errorRead.IsCompleted;
            if (condition())
                return;
            if (ended || Stopwatch.GetElapsedTime(start) > (timeout ?? DefaultTimeout))
                throw new TimeoutException(
                    $"{commandLine} {(ended ? "has ended" : "takes too long")}.\n{Output}\n{Error}"
                );
            await Task.Delay(10);
        }
    }

    /// <summary>Waits for the end and reads what was not read yet; kills the program when that takes too long.</summary>
    public async Task<ProcessResult> EndAsync(TimeSpan? timeout = null)
    {
        using var late = new CancellationTokenSource(timeout ?? DefaultTimeout);
        // Before the end is waited for: a program whose pipe is full does not end.
        var read = Task.WhenAll(outputRead.Value, errorRead);
        try
        {
            await Process.WaitForExitAsync(late.Token);
            await read.WaitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"{commandLine} did not end in time.\n{Output}\n{Error}");
        }

        return new ProcessResult(commandLine, Process.ExitCode, Output, Error);
    }

    public ProcessResult End() => EndAsync().GetAwaiter().GetResult();

    public void Kill()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder text)
    {
        var buffer = new char[4096];
        try
        {
            int count;
            while ((count = await reader.ReadAsync(buffer)) > 0)
            {
                lock (text)
                    text.Append(buffer, 0, count);
            }
        }
        catch (ObjectDisposedException)
        {
            // A test closes the pipe of a program whose reader goes away.
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
