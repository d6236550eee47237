using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary><c>clothes serve</c> with the published function behind it: real processes, real HTTP.</summary>
public sealed partial class ServedApi : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private Process? process;
    private Task<string>? errors;
    private string stage = "";
    private string[] options = ["--samples", SharedData.SamplePhotos, "--allow-loopback-urls"];

    /// <summary>Address of the stage, such as http://127.0.0.1:8080/test.</summary>
    public string Stage
    {
        get
        {
            PublishedFunction.Require();
            return stage;
        }
    }

    /// <summary>Address of the gateway, without a slash at its end.</summary>
    public string Origin => Stage[..Stage.LastIndexOf('/')];

    public string Key { get; private set; } = "";

    public HttpClient Http { get; } = new() { Timeout = Patience };

    public int ProcessId => process!.Id;

    /// <summary>Another API than the project's own, by options of <c>clothes serve</c>.</summary>
    public static async Task<ServedApi> StartAsync(params string[] options)
    {
        var api = new ServedApi { options = options };
        await api.InitializeAsync();
        return api;
    }

    public async ValueTask InitializeAsync()
    {
        // Each test says itself that it cannot run: a fixture cannot skip.
        if (!PublishedFunction.Exists)
            return;
        process = Process.Start(
            new ProcessStartInfo("dotnet", [PublishedFunction.Clothes, "serve", "--port", "0", .. options])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = SharedData.RepositoryRoot,
            }
        )!;
        errors = process.StandardError.ReadToEndAsync();
        await ReadBannerAsync();
        Http.DefaultRequestHeaders.Add("x-api-key", Key);
    }

    /// <summary>A function's processes at work, as the system lists them.</summary>
    public IReadOnlyList<int> FunctionProcesses() =>
        [
            .. Process
                .GetProcessesByName("bootstrap")
                .Where(child => ParentOf(child.Id) == ProcessId)
                .Select(child => child.Id),
        ];

    public static void Signal(int target, string name) =>
        Process.Start("kill", [$"-{name}", $"{target}"])!.WaitForExit();

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        await process!.WaitForExitAsync(late.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ReadBannerAsync()
    {
        var banner = "";
        using var late = new CancellationTokenSource(Patience);
        while (await process!.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            banner += line + "\n";
            if (!line.StartsWith("Ctrl-C", StringComparison.Ordinal))
                continue;
            stage = StageLine().Match(banner).Groups[1].Value;
            Key = KeyLine().Match(banner).Groups[1].Value;
            return;
        }

        Assert.Fail($"clothes serve did not start.\n{banner}\n{await errors!}");
    }

    private static int ParentOf(int id)
    {
        try
        {
            // /proc/ID/stat: pid (name) state parent
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[0]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [GeneratedRegex(@"API +(http://\S+)")]
    private static partial Regex StageLine();

    [GeneratedRegex(@"Key +(\S+)")]
    private static partial Regex KeyLine();
}
