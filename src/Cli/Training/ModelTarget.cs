using ClothesClassification.Cli.Options;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Training;

/// <summary>The folder that a trained model is to be in.</summary>
internal static class ModelTarget
{
    /// <summary>Checks it before minutes of work; nothing is made or changed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="replace">Whether a model that is there may be replaced.</param>
    /// <param name="photos">The folder with the photos.</param>
    /// <param name="baseModel">The folder of the base model.</param>
    /// <exception cref="UsageException">It cannot be the model's folder.</exception>
    public static void Check(string folder, bool replace, string photos, string baseModel)
    {
        if (Contains(photos, folder) || Contains(folder, photos))
            throw new UsageException(
                $"{folder}: the model's folder must be outside of the photos' folder, whose subfolders are labels."
            );
        if (Contains(folder, baseModel))
            throw new UsageException($"{folder} holds the base model; name another folder.");
        if (File.Exists(folder))
            throw new UsageException($"{folder} is a file; name a folder.");
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            return;
        // What is replaced is a model, whatever is asked for.
        if (!File.Exists(Path.Combine(folder, ModelManifest.FileName)))
            throw new UsageException($"{folder} holds other files than a model; name another folder.");
        if (!replace)
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
