namespace ClothesClassification.Benchmarks.Gate;

/// <summary>The commit that a change is compared with.</summary>
/// <param name="Commit">Its hash; null if there is none.</param>
/// <param name="Why">Why this one, or why none.</param>
internal sealed record BaseRevision(string? Commit, string Why)
{
    /// <summary>
    /// On a branch the last commit that it shares with main; on main itself, or where the branch has moved it forward, the one
    /// that bench/base names.
    /// </summary>
    /// <param name="git">The repository.</param>
    /// <param name="baseFile">Path of bench/base.</param>
    public static BaseRevision Choose(Git git, BaseFile baseFile)
    {
        if (git.Commit("HEAD") is not { } head)
            return new(null, "this is no git repository");
        var named = baseFile.Commit is { } name ? git.Commit(name) : null;
        var main = git.Commit("refs/heads/main") ?? git.Commit("refs/remotes/origin/main");
        var shared = main is null ? null : git.Run("merge-base", "HEAD", main);
        if (shared is not null && shared != head && (named is null || !git.IsAncestor(shared, named)))
            return new(shared, "the last commit shared with main");
        return named is null
            ? new(null, $"bench/base names the commit {baseFile.Commit ?? "(none)"}, which this clone does not have")
            : new(named, "bench/base names it");
    }

    /// <summary>The commit that was asked for; null if git knows no such name.</summary>
    public static BaseRevision? Asked(Git git, string name) =>
        git.Commit(name) is { } commit ? new(commit, "as asked for") : null;
}
