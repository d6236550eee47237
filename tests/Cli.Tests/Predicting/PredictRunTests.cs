using System.Text.Json;

namespace ClothesClassification.Cli.Tests.Predicting;

/// <summary>Runs over many or large photos: memory, interruption, a reader that goes away.</summary>
public sealed class PredictRunTests : IDisposable
{
    private const long Megabyte = 1 << 20;
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Runtime, ML.NET, ONNX Runtime and Skia take most of it; the photos' own share is small and does not add up.</summary>
    [Fact]
    public void Thousands_of_photos_are_answered_in_less_than_300_megabytes()
    {
        Require.Linux();
        Fill(2000);

        var running = Clothes.Start("predict", folder.Path, "--format", "jsonl", "--top", "1");
        var lines = Watch(running, out var peak);

        Assert.Equal(2000, lines.Count);
        Assert.True(peak < 300 * Megabyte, $"The peak was {peak / Megabyte} MB.");
    }

    /// <summary>Decoded in full, one such photo takes 48 MB; two at a time, at a quarter of their sides, 6 MB.</summary>
    [Fact]
    public void Photos_of_12_megapixels_are_answered_in_less_than_300_megabytes()
    {
        Require.Linux();
        for (var i = 0; i < 8; i++)
            folder.Add($"{i}.jpg", PhotoFolder.Photo(4000, 3000, seed: i));

        var running = Clothes.Start("predict", folder.Path, "--format", "jsonl", "--top", "1");
        var lines = Watch(running, out var peak);

        Assert.Equal(8, lines.Count);
        Assert.True(peak < 300 * Megabyte, $"The peak was {peak / Megabyte} MB.");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void Interrupted_run_leaves_complete_output_and_exit_code_130(string format)
    {
        Require.Linux();
        Fill(1500);
        var running = Clothes.Start("predict", folder.Path, "--format", format, "--top", "1");
        var first = Enumerable.Range(0, 3).Select(_ => running.Process.StandardOutput.ReadLine()).ToArray();

        running.Signal("INT");
        var result = running.End();

        Assert.Equal((130, ""), (result.ExitCode, result.Error));
        var output = string.Join('\n', first) + "\n" + result.Output;
        var answers = output.Split("folder-", StringSplitOptions.None).Length;
        Assert.InRange(answers, 2, 1400);
        Assert.EndsWith("\n", output, StringComparison.Ordinal);
        if (format == "json")
            JsonDocument.Parse(output).Dispose();
        else if (format == "jsonl")
            Assert.All(output.TrimEnd('\n').Split('\n'), line => JsonDocument.Parse(line).Dispose());
        else
            Assert.All(output.TrimEnd('\n').Split('\n'), line => Assert.Equal(6, line.Split(',').Length));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void Reader_that_goes_away_ends_the_run_without_a_word(string format)
    {
        Require.Linux();
        Fill(1500);
        var running = Clothes.Start("predict", folder.Path, "--format", format);
        running.Process.StandardOutput.ReadLine();

        running.Process.StandardOutput.Close();

        Assert.True(running.Process.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(0, running.Process.ExitCode);
        Assert.Equal("", running.End().Error);
    }

    private static List<string> Watch(RunningProcess running, out long peak)
    {
        List<string> lines = [];
        peak = 0;
        while (running.Process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
            if (!running.Process.HasExited)
                peak = Math.Max(peak, running.PeakMemory());
        }

        running.Process.WaitForExit();
        Assert.Equal(0, running.Process.ExitCode);
        return lines;
    }

    private void Fill(int count)
    {
        var photo = PhotoFolder.Photo();
        for (var i = 0; i < count; i++)
            folder.Add($"folder-{i / 100}/{i}.jpg", photo);
    }
}
