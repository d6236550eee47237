using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using ClothesClassification.Cli.Options;

namespace ClothesClassification.Cli.Serving;

/// <summary>What starts the function, and where.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">Where it runs.</param>
internal sealed record Bootstrap(IReadOnlyList<string> Command, string Folder)
{
    private const string RepositoryMark = "clothes-classification.slnx";

    /// <summary>As build.cake names it: function-x64 or function-arm64.</summary>
    public static readonly string PublishedFolder =
        $"function-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>A given command, or the published function.</summary>
    /// <exception cref="UsageException">There is neither.</exception>
    public static Bootstrap Find(string? command) =>
        Find(command, [Environment.CurrentDirectory, AppContext.BaseDirectory]);

    /// <inheritdoc cref="Find(string?)"/>
    /// <param name="command">The command, if one is given.</param>
    /// <param name="starts">Folders that hold the function, or are in a repository that does.</param>
    public static Bootstrap Find(string? command, IReadOnlyList<string> starts)
    {
        if (command is not null)
        {
            var words = CommandLineParser.SplitCommandLine(command).ToList();
            return words.Count == 0
                ? throw new UsageException("--bootstrap needs a command, such as ./bootstrap.")
                : new Bootstrap(words, Environment.CurrentDirectory);
        }

        var name = OperatingSystem.IsWindows() ? "bootstrap.exe" : "bootstrap";
        foreach (var folder in starts.SelectMany(Candidates))
        {
            var program = Path.Combine(folder, name);
            if (File.Exists(program))
                return new Bootstrap([program], folder);
        }

        throw new UsageException(
            $"The published function artifacts/{PublishedFolder}/bootstrap is absent. In a clone of the repository, run "
                + "./build.sh package first. An installed clothes does not contain the function: unzip the function's "
                + "package into ./function, or name a program with --bootstrap COMMAND."
        );
    }

    private static IEnumerable<string> Candidates(string start)
    {
        yield return Path.Combine(start, "function");
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RepositoryMark)))
                yield return Path.Combine(folder.FullName, "artifacts", PublishedFolder);
        }
    }
}
