namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>The program for a fuzzer, without one: see tests/Fuzzing/README.md.</summary>
public sealed class FuzzingTests : IDisposable
{
    private readonly string seeds = Directory.CreateTempSubdirectory("seeds-").FullName;

    public void Dispose() => Directory.Delete(seeds, recursive: true);

    [Theory]
    [InlineData("jpeg", 60)]
    [InlineData("png", 42)]
    [InlineData("header", 24)]
    [InlineData("photo", 24)]
    public async Task It_writes_good_files_and_runs_them(string target, int count)
    {
        Assert.Equal(0, (await RunAsync([], target, "--seeds", seeds)).ExitCode);
        var files = Directory.GetFiles(seeds).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(count, files.Length);

        var output = (await RunAsync([], [target, .. files])).OrFail().AllOutput;

        Assert.Equal(files.Select(f => $"{f}: decoded"), output.TrimEnd().Split('\n').Select(l => l.TrimEnd()));
    }

    [Fact]
    public async Task It_runs_one_file_from_its_input_where_no_fuzzer_has_started_it()
    {
        Assert.Equal(0, (await RunAsync([0xFF, 0xD8, 0xFF, 0xC0, 0, 2], "jpeg")).ExitCode);
        Assert.Equal(0, (await RunAsync("BM and more"u8.ToArray(), "photo")).ExitCode);
    }

    [Fact]
    public async Task Unknown_target_is_refused_with_those_that_there_are()
    {
        var result = await RunAsync([], "webp");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Targets: header, jpeg, png, photo.", result.AllOutput, StringComparison.Ordinal);
    }

    private static Task<ProcessResult> RunAsync(byte[] input, params string[] arguments) =>
        RunningProcess.RunAsync("dotnet", [BuildOutput.Program("Fuzzing"), .. arguments], input: input);
}
