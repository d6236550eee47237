using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Photos;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Photos in a subfolder for each label.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Paths">The photos.</param>
/// <param name="Labels">The label of each.</param>
internal sealed record LabelledFolder(string Folder, IReadOnlyList<string> Paths, IReadOnlyList<string> Labels)
{
    /// <param name="folder">The folder.</param>
    /// <param name="models">The labels of each model that is to know the subfolders.</param>
    /// <exception cref="UsageException">The folder is missing, a subfolder is not named after a label, or there are no photos.</exception>
    public static LabelledFolder Read(string folder, params IReadOnlyList<string>[] models)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"{folder}: no such folder.");
        List<string> paths = [];
        List<string> labels = [];
        foreach (var subfolder in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(subfolder);
            for (var i = 0; i < models.Length; i++)
            {
                if (!models[i].Contains(name))
                    throw new UsageException(
                        $"{subfolder}: '{name}' is not a label of the {(i == 0 ? "" : "other ")}model, which has {string.Join(", ", models[i])}."
                    );
            }

            var photos = PhotoPaths.Of(subfolder).Paths;
            paths.AddRange(photos);
            labels.AddRange(Enumerable.Repeat(name, photos.Count));
        }

        if (paths.Count == 0)
            throw new UsageException($"{folder}: no photos; put each into a subfolder named after its label.");
        return new LabelledFolder(folder, paths, labels);
    }

    /// <summary>Path of a photo below the folder, with <c>/</c> on every system.</summary>
    public string Name(int photo) =>
        Path.GetRelativePath(Folder, Paths[photo]).Replace(Path.DirectorySeparatorChar, '/');
}
