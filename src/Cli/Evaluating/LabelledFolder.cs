using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Photos;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Photos in a subfolder for each label.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Paths">The photos.</param>
/// <param name="Labels">The label of each.</param>
/// <param name="Unreadable">What cannot be a photo, or not be searched for photos.</param>
/// <param name="Empty">Subfolders without a photo.</param>
internal sealed record LabelledFolder(
    string Folder,
    IReadOnlyList<string> Paths,
    IReadOnlyList<string> Labels,
    IReadOnlyList<PhotoArgument> Unreadable,
    IReadOnlyList<string> Empty
)
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
        List<PhotoArgument> unreadable = [];
        List<string> empty = [];
        foreach (var subfolder in Subfolders(folder))
        {
            var name = Path.GetFileName(subfolder);
            for (var i = 0; i < models.Length; i++)
            {
                if (!models[i].Contains(name))
                    throw new UsageException(
                        $"{subfolder}: '{name}' is not a label of the {(i == 0 ? "" : "other ")}model, which has {string.Join(", ", models[i])}."
                    );
            }

            var selection = PhotoSelection.Of(subfolder);
            if (selection.Skipped is { } skipped)
                ErrorOutput.Write(skipped);
            if (selection.Empty is not null)
                empty.Add(subfolder);
            var photos = selection.Photos.ToLookup(p => p.Kind == PhotoKind.File);
            paths.AddRange(photos[true].Select(p => p.Name));
            labels.AddRange(photos[true].Select(_ => name));
            unreadable.AddRange(photos[false]);
        }

        if (paths.Count == 0 && unreadable.Count == 0)
            throw new UsageException($"{folder}: no photos; put each into a subfolder named after its label.");
        return new LabelledFolder(folder, paths, labels, unreadable, empty);
    }

    /// <summary>Path of a photo below the folder, with <c>/</c> on every system.</summary>
    public string Name(string path) => Path.GetRelativePath(Folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static IReadOnlyList<string> Subfolders(string folder)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder).Count();
            if (files > 0)
                ErrorOutput.Write(
                    $"{folder}: skipped {files} {(files == 1 ? "file" : "files")} outside the labels' subfolders."
                );
            return
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Where(path => !Path.GetFileName(path).StartsWith('.'))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder}: {e.Message}");
        }
    }
}
