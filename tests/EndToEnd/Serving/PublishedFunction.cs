using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>The function as build.cake publishes it, which the task test does before.</summary>
internal static class PublishedFunction
{
    /// <summary>As this test was built: release or debug.</summary>
    public static string Configuration { get; } =
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The command line as built.</summary>
    public static string Clothes { get; } =
        Path.Combine(SharedData.RepositoryRoot, "artifacts/bin/Cli", Configuration, "ClothesClassification.Cli.dll");

    private static string Folder =>
        Path.Combine(
            SharedData.RepositoryRoot,
            "artifacts",
            $"function-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}"
        );

    public static bool Exists => Directory.Exists(Folder);

    /// <summary>Skips the test where there is none; fails it in CI.</summary>
    public static void Require()
    {
        if (Exists)
            return;
        const string message = "The published function is absent: run ./build.sh publish.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(message);
        Assert.Skip(message);
    }

    /// <summary>Runs <c>clothes</c> at the root of the repository, and returns its output.</summary>
    public static async Task<string> ClothesAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Clothes, .. arguments])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = SharedData.RepositoryRoot,
            }
        )!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return printed;
    }
}
