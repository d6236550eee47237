using System.Diagnostics;
using ClothesClassification.Cli.Tests.Remote;

namespace ClothesClassification.Cli.Tests;

/// <summary>Runs that wait for what does not come.</summary>
public sealed class InterruptionTests : IDisposable
{
    // A second is promised; a busy machine may take longer to start a thread.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT", 130, "-")]
    [InlineData("TERM", 143, "-")]
    [InlineData("INT", 130, "pipe.jpg")]
    [InlineData("TERM", 143, "pipe.jpg")]
    public void Waiting_for_a_photo_ends_with_what_has_been_answered(string signal, int exitCode, string photo)
    {
        Require.Linux();
        folder.Add("1.jpg");
        folder.AddPipe("pipe.jpg");
        var running = Clothes.StartIn(folder.Path, "predict", "1.jpg", photo, "--format", "json", "--top", "1");
        Assert.Equal("[", running.Process.StandardOutput.ReadLine());

        var clock = Stopwatch.StartNew();
        running.Signal(signal);
        var result = running.End();

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        Assert.EndsWith("}\n]\n", result.Output, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task Waiting_for_a_photo_to_send_ends()
    {
        Require.Linux();
        await using var api = await FakeApi.StartAsync();
        folder.Add("1.jpg");
        folder.AddPipe("pipe.jpg");
        var running = Clothes.StartIn(
            folder.Path,
            "predict",
            "1.jpg",
            "pipe.jpg",
            "--endpoint",
            api.Address,
            "--format",
            "csv"
        );
        await running.Process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        var clock = Stopwatch.StartNew();
        running.Signal("INT");

        Assert.Equal(130, running.End().ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }

    /// <summary>Reading a model cannot be cancelled: the process ends all the same.</summary>
    [Fact]
    public void What_cannot_be_cancelled_ends_after_the_grace_period()
    {
        Require.Linux();
        folder.AddPipe("model.json");
        var running = Clothes.Start("inspect", folder.Path);
        Thread.Sleep(TimeSpan.FromSeconds(3));

        var clock = Stopwatch.StartNew();
        running.Signal("TERM");

        Assert.Equal(143, running.End().ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }
}
