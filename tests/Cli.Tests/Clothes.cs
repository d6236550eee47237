using System.Diagnostics;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Tests;

/// <summary>Runs the real program.</summary>
internal static class Clothes
{
    // Its own folder, not this program's: a web server is referenced here, and what that has is left out of the copy.
    public static readonly string Program = Path.Combine(
        AppContext.BaseDirectory,
        "../../Cli",
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)),
        Path.GetFileName(typeof(ExitCodes).Assembly.Location)
    );

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static ProcessResult Run(params string[] arguments) => Start(arguments).End();

    public static ProcessResult RunWithInput(byte[] input, params string[] arguments)
    {
        var running = Start(arguments);
        using (var stdin = running.Process.StandardInput)
            stdin.BaseStream.Write(input);
        return running.End();
    }

    public static ProcessResult RunWith(Dictionary<string, string> environment, params string[] arguments) =>
        Start(environment, arguments).End();

    public static ProcessResult RunIn(string folder, params string[] arguments) => StartIn(folder, arguments).End();

    /// <summary>Runs the program with a redirection of the shell, such as <c>2&gt;&amp;-</c>.</summary>
    public static ProcessResult RunRedirected(string redirection, params string[] arguments)
    {
        var info = new ProcessStartInfo(
            "sh",
            ["-c", $"exec \"$@\" {redirection}", "sh", "dotnet", Program, .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new RunningProcess(Process.Start(info)!).End();
    }

    public static RunningProcess Start(params string[] arguments) => Start([], arguments);

    public static RunningProcess StartIn(string folder, params string[] arguments) => Start([], arguments, folder);

    private static RunningProcess Start(Dictionary<string, string> environment, string[] arguments, string folder = "")
    {
        var info = DotnetProgram.StartInfo([Program, .. arguments]);
        info.WorkingDirectory = folder;
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        info.Environment.Remove("CLOTHES_API_KEY");
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return new RunningProcess(Process.Start(info)!);
    }

    internal sealed class RunningProcess
    {
        private readonly Task<string> error;

        public RunningProcess(Process process)
        {
            Process = process;
            error = process.StandardError.ReadToEndAsync();
        }

        public Process Process { get; }

        public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{Process.Id}"])!.WaitForExit();

        /// <summary>Largest resident memory so far, in bytes, as Linux counts it.</summary>
        public long PeakMemory()
        {
            var line = File.ReadLines($"/proc/{Process.Id}/status")
                .First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
        }

        public string ErrorText() => error.Result;

        public ProcessResult End()
        {
            var output = Process.StandardOutput.ReadToEndAsync();
            if (!Process.WaitForExit(Patience))
            {
                Process.Kill();
                Assert.Fail("The program does not end.");
            }

            return new ProcessResult(Process.ExitCode, output.Result, error.Result);
        }
    }
}

/// <summary>What a program left behind.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);
