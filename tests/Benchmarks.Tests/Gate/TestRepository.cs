using ClothesClassification.Benchmarks.Gate;

namespace ClothesClassification.Benchmarks.Tests.Gate;

/// <summary>A git repository in a temporary folder, with one commit on main.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public TestRepository()
    {
        Run("init", "--quiet", "--initial-branch", "main");
        First = Commit();
    }

    /// <summary>Another copy of it, as a machine of a CI gets it.</summary>
    public TestRepository(TestRepository origin, params string[] options)
    {
        Run(["clone", "--quiet", .. options, new Uri(origin.Root).AbsoluteUri, "."]);
        First = "";
    }

    public string Root => folder.FullName;

    public Benchmarks.Gate.Git Git => new(Root);

    public BaseFile BaseFile => new(Path.Combine(Root, "base"));

    /// <summary>Hash of the first commit.</summary>
    public string First { get; }

    /// <returns>Hash of a new commit of all files.</returns>
    public string Commit()
    {
        Run("add", "--all");
        Run(
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "commit",
            "--quiet",
            "--allow-empty",
            "-m",
            // Else commits of the same second would be the same.
            $"Change {Guid.NewGuid()}"
        );
        return Git.Commit("HEAD")!;
    }

    public void Run(params string[] arguments)
    {
        var (output, error) = Command.Run("git", ["-C", Root, .. arguments]);
        Assert.True(output is not null, error);
    }

    public void Dispose()
    {
        // Objects of git are read-only.
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
            file.IsReadOnly = false;
        folder.Delete(recursive: true);
    }
}
