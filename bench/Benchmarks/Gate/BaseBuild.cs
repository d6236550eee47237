namespace ClothesClassification.Benchmarks.Gate;

/// <summary>
/// Builds these benchmarks with the library and the function of another commit, in a git worktree under artifacts/, which
/// stays there so that the next build is short.
/// </summary>
/// <param name="root">The repository.</param>
internal sealed class BaseBuild(string root)
{
    // Warnings and style were the business of that commit.
    private static readonly string[] Quickly =
    [
        "-c",
        "Release",
        "--nologo",
        "-v",
        "q",
        "-p:TreatWarningsAsErrors=false",
        "-p:RunAnalyzers=false",
    ];

    private readonly string tree = Path.Combine(root, "artifacts", "base");

    private string Artifacts => Path.Combine(tree, "artifacts");

    /// <param name="commit">Hash of the commit.</param>
    /// <returns>The build, or why there is none.</returns>
    public (Build? Build, string Error) Of(string commit)
    {
        if (Worktree(commit) is { } error)
            return (null, error);
        CopyAwsAnswer();
        var program = Path.Combine(Artifacts, "bin/Benchmarks/release/ClothesClassification.Benchmarks.dll");
        List<string> errors = [];
        // Where this code does not fit to that commit, its own benchmarks measure the rows of the same names.
        foreach (var project in (IEnumerable<string[]>)[TheseBenchmarks(), [BenchmarksOf(tree)]])
        {
            var (output, failure) = Command.Run("dotnet", ["build", .. project, .. Quickly]);
            if (output is not null)
                return (new Build($"base {commit[..10]}", program), "");
            errors.Add(FirstError(failure));
        }

        return (null, errors[0]);
    }

    private static string BenchmarksOf(string root) => Path.Combine(root, "bench", "Benchmarks");

    private static string FirstError(string output) =>
        Array.Find(output.Split('\n'), line => line.Contains("error ", StringComparison.Ordinal))?.Trim() ?? output;

    private string[] TheseBenchmarks() =>
        [
            BenchmarksOf(Repository.Root),
            $"-p:MeasuredTree={tree}{Path.DirectorySeparatorChar}",
            $"-p:ArtifactsPath={Artifacts}",
            // The versions of packages are that commit's, too.
            $"-p:DirectoryPackagesPropsPath={Path.Combine(tree, "Directory.Packages.props")}",
            $"-p:MeasuredLockFile={Path.Combine(Artifacts, "Benchmarks.lock.json")}",
        ];

    /// <returns>Why the files of the commit are not there; null if they are.</returns>
    private string? Worktree(string commit)
    {
        // A folder that is no work tree of its own would answer for the repository around it.
        if (
            File.Exists(Path.Combine(tree, ".git"))
            && new Git(tree).Run("checkout", "--quiet", "--force", "--detach", commit) is not null
        )
            return null;
        if (Directory.Exists(tree))
            Directory.Delete(tree, recursive: true);
        new Git(root).Run("worktree", "prune");
        var (output, error) = Command.Run("git", ["-C", root, "worktree", "add", "--force", "--detach", tree, commit]);
        return output is null ? error : null;
    }

    // Where the types of AWS come from has been asked already.
    private void CopyAwsAnswer()
    {
        const string Answer = "aws-lambda-packages.props";
        Directory.CreateDirectory(Artifacts);
        var known = Path.Combine(root, "artifacts", Answer);
        if (File.Exists(known))
            File.Copy(known, Path.Combine(Artifacts, Answer), overwrite: true);
    }
}
