using System.CommandLine.Parsing;
using System.Runtime.InteropServices;

namespace ClothesClassification.Cli.Serving;

/// <summary>What starts the function, and where.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">Where it runs.</param>
internal sealed record Bootstrap(IReadOnlyList<string> Command, string Folder)
{
    private const string RepositoryMark = "clothes-classification.slnx";

    // As build.cake names it: function-x64 or function-arm64.
    private static readonly string PublishedFolder =
        $"function-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>A given command, or the published function.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public static Bootstrap Find(string? command)
    {
        if (command is not null)
        {
            var words = CommandLineParser.SplitCommandLine(command).ToList();
            return words.Count == 0
                ? throw new UsageException("--bootstrap needs a command, such as ./bootstrap.")
                : new Bootstrap(words, Environment.CurrentDirectory);
        }

        foreach (var folder in Candidates())
        {
            var program = Path.Combine(folder, OperatingSystem.IsWindows() ? "bootstrap.exe" : "bootstrap");
            if (File.Exists(program))
                return new Bootstrap([program], folder);
        }

        throw new UsageException(
            $"The published function artifacts/{PublishedFolder}/bootstrap is absent. Run ./build.sh package in the repository "
                + "first, or name another function with --bootstrap COMMAND."
        );
    }

    // Beside the program, and in the repository that holds the current folder or the program.
    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "function");
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, RepositoryMark)))
                    yield return Path.Combine(folder.FullName, "artifacts", PublishedFolder);
            }
        }
    }
}
