namespace ClothesClassification.Benchmarks.Gate;

/// <summary>
/// Builds this checkout's benchmarks with the library and the function of another commit, in a git worktree under artifacts/,
/// which stays there so that the next build is short.
/// </summary>
internal static class BaseBuild
{
    private static readonly string Tree = Path.Combine(Repository.Root, "artifacts", "base");

    /// <returns>The build, or why there is none.</returns>
    public static (Build? Build, string Error) Of(string commit)
    {
        var git = new Git(Repository.Root);
        var (added, error) = Worktree(git, commit);
        if (!added)
            return (null, error);
        // Where the types of AWS come from has been asked already.
        var artifacts = Path.Combine(Tree, "artifacts");
        Directory.CreateDirectory(artifacts);
        const string AwsAnswer = "aws-lambda-packages.props";
        if (File.Exists(Path.Combine(Repository.Root, "artifacts", AwsAnswer)))
            File.Copy(
                Path.Combine(Repository.Root, "artifacts", AwsAnswer),
                Path.Combine(artifacts, AwsAnswer),
                overwrite: true
            );

        var program = Path.Combine(artifacts, "bin/Benchmarks/release/ClothesClassification.Benchmarks.dll");
        var name = $"base {commit[..10]}";
        // Else the base's own benchmarks, which measure the rows of the same names.
        var errors = new List<string>();
        foreach (var arguments in (IEnumerable<string[]>)[ThisBenchmarks(artifacts), OwnBenchmarks()])
        {
            var (output, failure) = Command.Run("dotnet", ["build", .. arguments, .. Quickly]);
            if (output is not null)
                return (new Build(name, program), "");
            errors.Add(FirstError(failure));
        }

        return (null, errors[0]);
    }

    // Warnings and style were the business of that commit.
    private static string[] Quickly =>
        ["-c", "Release", "--nologo", "-v", "q", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false"];

    private static string[] ThisBenchmarks(string artifacts) =>
        [
            Path.Combine(Repository.Root, "bench", "Benchmarks"),
            $"-p:MeasuredTree={Tree}{Path.DirectorySeparatorChar}",
            $"-p:ArtifactsPath={artifacts}",
            // The versions of packages are the base's, too.
            $"-p:DirectoryPackagesPropsPath={Path.Combine(Tree, "Directory.Packages.props")}",
            $"-p:MeasuredLockFile={Path.Combine(artifacts, "Benchmarks.lock.json")}",
        ];

    private static string[] OwnBenchmarks() => [Path.Combine(Tree, "bench", "Benchmarks")];

    private static (bool Added, string Error) Worktree(Git git, string commit)
    {
        var tree = new Git(Tree);
        // A folder that is no worktree of its own would answer for the repository around it.
        if (
            File.Exists(Path.Combine(Tree, ".git"))
            && tree.Run("checkout", "--quiet", "--force", "--detach", commit) is not null
        )
            return (true, "");
        if (Directory.Exists(Tree))
            Directory.Delete(Tree, recursive: true);
        git.Run("worktree", "prune");
        var (output, error) = Command.Run(
            "git",
            ["-C", Repository.Root, "worktree", "add", "--force", "--detach", Tree, commit]
        );
        return (output is not null, error);
    }

    private static string FirstError(string output) =>
        output.Split('\n').FirstOrDefault(line => line.Contains(": error ", StringComparison.Ordinal))?.Trim()
        ?? output;
}
