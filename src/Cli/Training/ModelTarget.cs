using ClothesClassification.Cli.Options;
using ClothesClassification.Training.Writing;

namespace ClothesClassification.Cli.Training;

/// <summary>The folder that a trained model is to be in.</summary>
internal static class ModelTarget
{
    /// <summary>Checks it before minutes of work; nothing is made or changed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="replace">Whether a model that is there may be replaced.</param>
    /// <param name="photos">The folder with the photos.</param>
    /// <param name="baseModel">The folder of the base model.</param>
    /// <param name="others">Folders that other things are to be written to.</param>
    /// <exception cref="UsageException">It cannot be the model's folder.</exception>
    public static void Check(
        string folder,
        bool replace,
        string photos,
        string baseModel,
        params IEnumerable<string?> others
    )
    {
        if (Contains(photos, folder) || Contains(folder, photos))
            throw new UsageException(
                $"{folder}: the model's folder must be outside of the photos' folder, whose subfolders are labels."
            );
        if (Contains(folder, baseModel))
            throw new UsageException($"{folder} holds the base model; name another folder.");
        // Would be lost when the model takes its place.
        if (others.OfType<string>().FirstOrDefault(other => Contains(folder, other)) is { } within)
            throw new UsageException($"{within}: it must be outside of the model's folder {folder}; name another.");
        if (File.Exists(folder))
            throw new UsageException($"{folder} is a file; name a folder.");
        var names = OutputFolder.Names(folder);
        // What is replaced is a model, whatever is asked for.
        if (names.Find(name => !OutputFolder.IsOurs(name)) is { } foreign)
            throw new UsageException($"{folder} holds {foreign}, which no training wrote; name another folder.");
        if (names.Count > 0 && !replace)
            throw new UsageException($"{folder} holds a model; add --force to replace it, or name another folder.");
    }

    private static bool Contains(string folder, string other)
    {
        var relative = Path.GetRelativePath(folder, other);
        return relative != ".."
            && !relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !Path.IsPathRooted(relative);
    }
}
