using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>
/// A process of the function. It outlives neither the gateway nor an interrupt at the terminal before its time: on Unix a
/// shell starts it that ignores SIGINT (the gateway ends the process itself, after its last answer) and leaves a watcher
/// behind, which kills it when the gateway's end of a pipe closes without a word. On Windows a function ends when its next
/// request to the runtime API fails.
/// </summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    // $$ is the shell's process, which exec turns into the function.
    private const string Watch =
        "trap '' INT; exec 3<&0 </dev/null; (read -r _ <&3 || kill -9 $$) >/dev/null 2>&1 & exec 3<&-; exec \"$@\"";

    private const int SigTerm = 15;

    // To end after SIGTERM.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly Process process;

    private FunctionProcess(Process process, Action<string> onLine)
    {
        this.process = process;
        Id = process.Id;
        Exited = WaitAsync();
        _ = LineReader.ReadAsync(process.StandardOutput, onLine);
        _ = LineReader.ReadAsync(process.StandardError, onLine);
    }

    public int Id { get; }

    /// <summary>Exit code; 128 and the signal's number where a signal ended it.</summary>
    public Task<int> Exited { get; }

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static FunctionProcess Start(FunctionSettings settings, string runtimeApi, Action<string> onLine)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = settings.TaskRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = settings.Command[0];
            foreach (var argument in settings.Command.Skip(1))
                start.ArgumentList.Add(argument);
        }
        else
        {
            start.FileName = "/bin/sh";
            foreach (var argument in new[] { "-c", Watch, "bootstrap" }.Concat(settings.Command))
                start.ArgumentList.Add(argument);
        }

        SetEnvironment(start.Environment, settings, runtimeApi);
        return new FunctionProcess(Process.Start(start)!, onLine);
    }

    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException)
        {
            // The process has exited.
        }
    }

    /// <summary>Largest resident memory so far in MB, where the system reports it.</summary>
    public int? PeakMemory()
    {
        try
        {
            var line = File.ReadLines($"/proc/{Id}/status")
                .FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? null
                : int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                    / 1024;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Asks the process to end, makes it end when it does not, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted && !OperatingSystem.IsWindows())
        {
            _ = SendSignal(Id, SigTerm);
            await ((Task)Exited).WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!Exited.IsCompleted)
        {
            Kill();
            await Exited.ConfigureAwait(false);
        }

        process.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await process.WaitForExitAsync().ConfigureAwait(false);
        try
        {
            // A line makes the watcher exit without a kill.
            await process.StandardInput.WriteLineAsync().ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The watcher was killed with the function.
        }

        return process.ExitCode;
    }

    private static void SetEnvironment(
        IDictionary<string, string?> environment,
        FunctionSettings settings,
        string runtimeApi
    )
    {
        var function = settings.Function;
        // Real Lambda always sets this one; a function can detect by it that it does not run on Lambda.
        environment.Remove("AWS_LAMBDA_INITIALIZATION_TYPE");
        environment["TZ"] = ":UTC";
        environment["AWS_REGION"] = settings.Region;
        environment["AWS_DEFAULT_REGION"] = settings.Region;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = function.Version;
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture);
        environment["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}";
        environment["AWS_LAMBDA_LOG_STREAM_NAME"] = $"local/[{function.Version}]";
        environment["LAMBDA_TASK_ROOT"] = settings.TaskRoot;
        environment["_HANDLER"] = function.Handler;
        foreach (var (name, value) in function.Environment.Concat(settings.Environment))
            environment[name] = value;
        environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int process, int signal);
}
