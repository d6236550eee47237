namespace ClothesClassification.Tests;

/// <summary>What a machine may lack: a test that needs it is skipped there by name, and fails where CI is "true".</summary>
internal static class Require
{
    public static void Linux() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc and sends signals, which needs Linux.");

    public static void Unix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Sends signals, which needs Unix.");

    /// <summary>Path of the program; skips the test where it is not on the path.</summary>
    public static string Program(string name) => Find(name) ?? Absent($"{name} is not on the path.");

    /// <summary>The folder; skips the test where it is absent.</summary>
    public static string Folder(string folder) =>
        Directory.Exists(folder)
            ? folder
            : Absent($"{Path.GetRelativePath(SharedData.RepositoryRoot, folder)} is absent beside the repository.");

    /// <summary>Path of the first of these programs that is on the path.</summary>
    public static string? Find(params string[] names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .SelectMany(path => new[] { path, path + ".exe" })
            .FirstOrDefault(File.Exists);

    public static string Absent(string message)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(message);
        Assert.Skip(message);
        return message;
    }
}
