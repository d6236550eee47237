using System.Text.RegularExpressions;

namespace ClothesClassification.Tests;

/// <summary><c>clothes serve</c> on a free port, or on the one that its options name.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    private ServeProcess(RunningProcess process, string banner)
    {
        Process = process;
        Banner = banner;
    }

    public RunningProcess Process { get; }

    /// <summary>What it printed before it was ready.</summary>
    public string Banner { get; }

    /// <summary>Address of the stage, such as http://127.0.0.1:8080/test.</summary>
    public string Stage => StageLine().Match(Banner).Groups[1].Value;

    public string Key => KeyLine().Match(Banner).Groups[1].Value;

    public static async Task<ServeProcess> StartAsync(
        IEnumerable<string> options,
        string? folder = null,
        IEnumerable<KeyValuePair<string, string?>>? environment = null
    )
    {
        string[] port = options.Contains("--port") ? [] : ["--port", "0"];
        var process = RunningProcess.StartProject("Cli", ["serve", .. port, .. options], folder, environment);
        try
        {
            await process.UntilAsync(
                () => process.Output.Contains("\nCtrl-C", StringComparison.Ordinal),
                TimeSpan.FromMinutes(2)
            );
            return new ServeProcess(process, process.Output);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Processes of the published function.</summary>
    public IReadOnlyList<int> FunctionProcesses() =>
        [
            .. System
                .Diagnostics.Process.GetProcessesByName("bootstrap")
                .Select(child => child.Id)
                .Where(id => ParentOf(id) == Process.Id),
        ];

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static long ParentOf(int id)
    {
        try
        {
            return RunningProcess.Status(id, "PPid");
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }

    [GeneratedRegex(@"API +(http://\S+)")]
    private static partial Regex StageLine();

    [GeneratedRegex(@"Key +(\S+)")]
    private static partial Regex KeyLine();
}
