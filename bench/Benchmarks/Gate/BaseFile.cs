using ClothesClassification.Benchmarks.Measuring;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>bench/base: the hash of the commit that main is compared with, and the figures with which it was moved there.</summary>
/// <param name="path">Path of the file.</param>
internal sealed class BaseFile(string path)
{
    public static BaseFile OfRepository { get; } = new(Path.Combine(Repository.Root, "bench", "base"));

    /// <summary>The hash; null without a file.</summary>
    public string? Commit => File.Exists(path) ? File.ReadLines(path).FirstOrDefault() : null;

    /// <summary>Moves the base.</summary>
    /// <param name="commit">Hash of the new one.</param>
    /// <param name="former">The base before it; null if this clone has none.</param>
    /// <param name="figures">Lines that say what it costs beside that one.</param>
    public void Write(string commit, string? former, IEnumerable<string> figures) =>
        File.WriteAllLines(
            path,
            former is null
                ? [commit]
                : [commit, "", $"Beside {former}, {Machine.Description()}:", "", RowResult.Header.TrimEnd(), .. figures]
        );
}
