namespace ClothesClassification.Samples.Tests.Documentation;

/// <summary>A folder in which a page's commands run as they are written, with <c>clothes</c> on the path as the installed tool is.</summary>
internal sealed class PageShell : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("page-");

    public PageShell()
    {
        Write("bin/clothes", []);
        File.WriteAllText(Path("bin/clothes"), $"#!/bin/sh\nexec dotnet '{BuildOutput.Program("Cli")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path("bin/clothes"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    public void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), content);
    }

    public async Task<ProcessResult> RunAsync(string commands)
    {
        var shell = await RunningProcess.RunAsync(
            "bash",
            ["-euo", "pipefail", "-c", commands],
            folder.FullName,
            [
                new("PATH", $"{Path("bin")}:{Environment.GetEnvironmentVariable("PATH")}"),
                new("XDG_CACHE_HOME", Path("cache")),
            ],
            timeout: TimeSpan.FromMinutes(5)
        );
        return shell.OrFail();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
