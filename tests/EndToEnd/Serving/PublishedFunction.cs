using System.Runtime.InteropServices;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>The function as build.cake publishes it, which the task test does before.</summary>
internal static class PublishedFunction
{
    /// <summary>As this test was built: release or debug.</summary>
    public static string Configuration { get; } =
        Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

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
}
