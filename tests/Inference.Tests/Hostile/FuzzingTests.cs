using System.Diagnostics;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>The program for a fuzzer, without one: see tests/Fuzzing/README.md.</summary>
public sealed class FuzzingTests : IDisposable
{
    private static readonly string Program = Path.Combine(
        SharedData.RepositoryRoot,
        "artifacts/bin/Fuzzing",
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)),
        "ClothesClassification.Fuzzing.dll"
    );

    private readonly string seeds = Directory.CreateTempSubdirectory("seeds-").FullName;

    public void Dispose() => Directory.Delete(seeds, recursive: true);

    [Theory]
    [InlineData("jpeg", 60)]
    [InlineData("header", 24)]
    [InlineData("photo", 24)]
    public void It_writes_good_files_and_runs_them(string target, int count)
    {
        Assert.Equal(0, Run([], target, "--seeds", seeds).ExitCode);
        var files = Directory.GetFiles(seeds).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(count, files.Length);

        var (exitCode, output) = Run([], [target, .. files]);

        Assert.Equal(0, exitCode);
        Assert.Equal(files.Select(f => $"{f}: decoded"), output.TrimEnd().Split('\n').Select(l => l.TrimEnd()));
    }

    [Fact]
    public void It_runs_one_file_from_its_input_where_no_fuzzer_has_started_it()
    {
        Assert.Equal(0, Run([0xFF, 0xD8, 0xFF, 0xC0, 0, 2], "jpeg").ExitCode);
        Assert.Equal(0, Run("BM and more"u8.ToArray(), "photo").ExitCode);
    }

    [Fact]
    public void Unknown_target_is_refused_with_those_that_there_are()
    {
        var (exitCode, output) = Run([], "png");

        Assert.Equal(2, exitCode);
        Assert.Contains("Targets: header, jpeg, photo.", output, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output) Run(byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using (var stdin = process.StandardInput)
            stdin.BaseStream.Write(input);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
