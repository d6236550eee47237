using System.Runtime.InteropServices;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>The function as build.cake publishes it, which the task test does before.</summary>
internal static class PublishedFunction
{
    public static bool Exists { get; } =
        Directory.Exists(
            Path.Combine(
                SharedData.RepositoryRoot,
                "artifacts",
                $"function-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}"
            )
        );

    /// <summary>Skips the test where there is none; fails it in CI.</summary>
    public static void Require()
    {
        if (!Exists)
            Tests.Require.Absent("The published function is absent: run ./build.sh publish.");
    }

    /// <summary>Runs <c>clothes</c> at the root of the repository, and returns its output.</summary>
    public static async Task<string> ClothesAsync(params string[] arguments)
    {
        await using var process = RunningProcess.StartProject("Cli", arguments, SharedData.RepositoryRoot);
        return (await process.EndAsync()).OrFail().Output;
    }
}
