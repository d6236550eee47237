using ClothesClassification.Benchmarks.Gate;

namespace ClothesClassification.Benchmarks.Tests.Gate;

public sealed class BaseRevisionTests : IDisposable
{
    private readonly TestRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void A_branch_is_compared_with_the_last_commit_that_it_shares_with_main()
    {
        repository.BaseFile.Write(repository.First, null, []);
        var shared = repository.Commit();
        repository.Run("checkout", "--quiet", "-b", "change");
        repository.Commit();
        repository.Run("checkout", "--quiet", "main");
        repository.Commit();
        repository.Run("checkout", "--quiet", "change");

        Assert.Equal(shared, Choose(repository).Commit);
    }

    [Fact]
    public void Main_is_compared_with_the_commit_that_the_file_names_in_every_kind_of_clone()
    {
        repository.BaseFile.Write(repository.First, null, []);
        repository.Commit();
        using var clone = new TestRepository(repository);
        using var detached = new TestRepository(repository);
        detached.Run("checkout", "--quiet", "--detach");
        detached.Run("branch", "--delete", "main");

        Assert.All([repository, clone, detached], one => Assert.Equal(repository.First, Choose(one).Commit));
    }

    [Fact]
    public void A_pull_request_without_a_local_main_is_compared_with_that_of_its_origin()
    {
        repository.Run("checkout", "--quiet", "-b", "change");
        repository.Commit();
        using var clone = new TestRepository(repository);

        Assert.Equal(repository.First, Choose(clone).Commit);
    }

    [Fact]
    public void A_branch_that_moves_the_base_forward_is_compared_with_that_commit()
    {
        repository.Run("checkout", "--quiet", "-b", "change");
        var costly = repository.Commit();
        repository.BaseFile.Write(costly, repository.First, ["figures"]);
        repository.Commit();

        Assert.Equal(costly, Choose(repository).Commit);
    }

    [Fact]
    public void A_clone_without_the_commit_has_no_base_and_says_which_it_lacks()
    {
        repository.BaseFile.Write(repository.First, null, []);
        repository.Commit();
        using var shallow = new TestRepository(repository, "--depth", "1");

        var chosen = Choose(shallow);

        Assert.Null(chosen.Commit);
        Assert.Contains(repository.First, chosen.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_or_without_git_there_is_no_base()
    {
        var folder = Directory.CreateTempSubdirectory();

        Assert.Null(Choose(repository).Commit);
        Assert.Contains(
            "no git repository",
            BaseRevision.Choose(new Benchmarks.Gate.Git(folder.FullName), repository.BaseFile).Why,
            StringComparison.Ordinal
        );
        folder.Delete();
    }

    [Fact]
    public void A_commit_that_was_asked_for_is_taken_by_any_name_that_git_knows()
    {
        Assert.Equal(repository.First, BaseRevision.Asked(repository.Git, "main")!.Commit);
        Assert.Equal(repository.First, BaseRevision.Asked(repository.Git, repository.First[..8])!.Commit);
        Assert.Null(BaseRevision.Asked(repository.Git, "mian"));
    }

    [Fact]
    public void The_file_of_this_repository_names_a_commit_before_this_one()
    {
        var git = new Benchmarks.Gate.Git(Repository.Root);
        Assert.SkipWhen(git.Run("rev-parse", "--is-shallow-repository") != "false", "This is no full clone.");

        Assert.True(git.IsAncestor(BaseFile.OfRepository.Commit!, "HEAD"));
    }

    private static BaseRevision Choose(TestRepository repository) =>
        BaseRevision.Choose(repository.Git, repository.BaseFile);
}
