using System.Diagnostics;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>A program of ASP.NET that answers photos: bench/WebHosts as a process of its own.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly Process process;

    private WebServer(params string[] arguments)
    {
        var program = Path.Combine(
            Repository.Root,
            "artifacts/bin/WebHosts/release/ClothesClassification.WebHosts.dll"
        );
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        const string Listening = "Now listening on: ";
        while (Http.BaseAddress is null && process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
                Http.BaseAddress = new Uri(
                    line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]
                );
        }

        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (Http.BaseAddress is null)
            throw new InvalidOperationException($"The server did not start: {errors.GetAwaiter().GetResult()}");
    }

    private HttpClient Http { get; } = new();

    /// <summary>The library.</summary>
    public static WebServer Library() => new("library", Repository.Model);

    /// <summary>What one would write instead.</summary>
    public static WebServer SmallProgram()
    {
        var model = ImageModel.Load(Repository.Model);
        return new("small-program", model.FilePath, string.Join(',', model.Labels));
    }

    /// <summary>Reads the body, and answers without looking at it.</summary>
    public static WebServer BodyOnly() => new("body-only");

    /// <returns>The answer, in JSON.</returns>
    public async Task<string> PostAsync(byte[] photo)
    {
        using var content = new ByteArrayContent(photo);
        using var answer = await Http.PostAsync(new Uri("photos", UriKind.Relative), content);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <summary>Processor time so far.</summary>
    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public void Dispose()
    {
        Http.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
