using System.Diagnostics;
using System.Globalization;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary><c>clothes serve</c> as a process: the function as it is deployed, behind the local gateway.</summary>
internal sealed class ServedApi : IDisposable
{
    /// <summary>Requests of a measurement.</summary>
    public const int Requests = 1000;

    /// <summary>What a function may use; its managed heap gets half, as terraform/ sets it.</summary>
    public const int MemoryMB = 1769;

    private readonly Process process;

    /// <param name="functions">Processes of the function, all started in advance.</param>
    public ServedApi(int functions)
    {
        var program = Path.Combine(Repository.Root, "artifacts/bin/Cli/release/ClothesClassification.Cli.dll");
        var info = new ProcessStartInfo(
            "dotnet",
            [program, "serve", "--port", "0", "--concurrency", $"{functions}", "--warm", $"{functions}"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["DOTNET_GCHeapHardLimit"] = Invariant($"{MemoryMB * (1L << 20) / 2:x}");
        process = Process.Start(info)!;
        _ = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("Ctrl-C", StringComparison.Ordinal))
        {
            if (line.StartsWith("API ", StringComparison.Ordinal))
                Address = new Uri($"{line[4..].Trim()}/");
            else if (line.StartsWith("Key ", StringComparison.Ordinal))
                Http.DefaultRequestHeaders.Add("x-api-key", line[4..].Trim());
        }

        _ = process.StandardOutput.ReadToEndAsync();
        if (Address is null)
            throw new InvalidOperationException("The API did not start; run ./build.sh package first.");
    }

    /// <summary>A JPEG for each request.</summary>
    public static byte[] Photo { get; } =
        File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "photos", "dress.jpg"));

    public Uri Address { get; } = null!;

    public HttpClient Http { get; } = new();

    /// <summary>The most memory that a process of the function has had so far, in bytes, as Linux counts it.</summary>
    public long PeakFunctionMemory() =>
        Process
            .GetProcessesByName("bootstrap")
            .Where(child => Status(child.Id, "PPid") == process.Id)
            .Max(child => Status(child.Id, "VmHWM") * 1024);

    /// <returns>Id of the request.</returns>
    public async Task<string> PostAsync(byte[] jpeg)
    {
        using var content = new ByteArrayContent(jpeg) { Headers = { ContentType = new("image/jpeg") } };
        using var answer = await Http.PostAsync(new Uri(Address, "predict"), content);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.EnsureSuccessStatusCode().Headers.GetValues("x-amzn-RequestId").Single();
    }

    public void Dispose()
    {
        Http.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static long Status(int id, string name)
    {
        var line = File.ReadLines($"/proc/{id}/status")
            .First(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length + 1).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
    }
}
