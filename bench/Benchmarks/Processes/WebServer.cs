using System.Diagnostics;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>A program of ASP.NET that answers a photo in a form: a process of its own.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly Process process;

    private WebServer(string project, Dictionary<string, string?> environment, params string[] arguments)
    {
        var program = Path.Combine(
            Repository.Root,
            $"artifacts/bin/{project}/release/ClothesClassification.{project}.dll"
        );
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program)!,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        const string Listening = "Now listening on: ";
        while (process.StandardOutput.ReadLine() is { } line && Http.BaseAddress is null)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
                Http.BaseAddress = new Uri(
                    line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]
                );
        }

        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (Http.BaseAddress is null)
            throw new InvalidOperationException($"{project} did not start: {errors.GetAwaiter().GetResult()}");
    }

    private HttpClient Http { get; } = new();

    /// <summary>The library: samples/WebApi.</summary>
    public static WebServer Library(string precision) =>
        new(
            "WebApi",
            new() { ["ImageClassifier__ModelFolder"] = Repository.Model, ["ImageClassifier__Precision"] = precision }
        );

    /// <summary>What one would write instead: bench/SmallProgram.</summary>
    public static WebServer SmallProgram(string precision)
    {
        var model = ImageModel.Load(Repository.Model, precision);
        return new("SmallProgram", [], model.FilePath, string.Join(',', model.Labels));
    }

    /// <returns>The answer, in JSON.</returns>
    public async Task<string> PostAsync(byte[] photo)
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent(photo), "photo", "photo.jpg" } };
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
