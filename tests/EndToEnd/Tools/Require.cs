namespace ClothesClassification.EndToEnd.Tools;

/// <summary>Tools that a machine may lack: the test is skipped there by name, and fails where CI is "true".</summary>
internal static class Require
{
    private const string MotoServer = "moto/moto_plus.py";

    /// <summary>Path of the program; skips the test where it is not on the path.</summary>
    public static string Program(string name)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
            .FirstOrDefault(File.Exists);
        return found ?? Absent($"{name} is not on the path.");
    }

    /// <summary>The AWS emulator's start script in the shared data; skips the test where it is absent.</summary>
    public static string Moto()
    {
        Program("moto_server");
        var script = Path.GetFullPath(Path.Combine(SharedData.RepositoryRoot, "..", "shared", MotoServer));
        return File.Exists(script) ? script : Absent($"../shared/{MotoServer} is absent beside the repository.");
    }

    private static string Absent(string message)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(message);
        Assert.Skip(message);
        return message;
    }
}
