using ClothesClassification.Cli.Predicting;

namespace ClothesClassification.Cli.Evaluating;

/// <summary>Photos in a subfolder for each label.</summary>
/// <param name="Paths">The photos.</param>
/// <param name="Labels">The label of each, as its position among the model's.</param>
internal sealed record LabelledFolder(IReadOnlyList<string> Paths, IReadOnlyList<int> Labels)
{
    /// <exception cref="UsageException">The folder is missing, a subfolder is no label, or there are no photos.</exception>
    public static LabelledFolder Read(string folder, IReadOnlyList<string> labels)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"{folder}: no such folder.");
        var positions = labels.Select((label, i) => (label, i)).ToDictionary(l => l.label, l => l.i);
        List<string> paths = [];
        List<int> truth = [];
        foreach (var subfolder in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(subfolder);
            if (!positions.TryGetValue(name, out var label))
                throw new UsageException(
                    $"{subfolder}: '{name}' is no label of the model; it knows {string.Join(", ", labels)}."
                );
            var photos = PhotoPaths.Of(subfolder).Paths;
            paths.AddRange(photos);
            truth.AddRange(Enumerable.Repeat(label, photos.Count));
        }

        if (paths.Count == 0)
            throw new UsageException($"{folder}: no photos; each belongs into a subfolder named as its label.");
        return new LabelledFolder(paths, truth);
    }
}
