using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training.Writing;

/// <summary>
/// The folder that a model is written to, whole or not at all: files go to a folder beside it, which takes its place at the end.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private OutputFolder(string target)
    {
        Target = target;
        Folder = $"{target}.new-{Environment.ProcessId}";
    }

    /// <summary>Where the model will be.</summary>
    public string Target { get; }

    /// <summary>Where its files are written.</summary>
    public string Folder { get; }

    /// <summary>Makes sure that the model can be written, before the work.</summary>
    /// <exception cref="IOException">The folder cannot be made, or holds something else than a trained model.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static OutputFolder Open(string target)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (File.Exists(target))
            throw new IOException($"{target} is a file; name a folder.");
        if (Names(target).Find(name => !IsOurs(name)) is { } other)
            throw new IOException($"{target} holds {other}, which no training wrote; name a new folder.");
        var output = new OutputFolder(target);
        Directory.CreateDirectory(output.Folder);
        return output;
    }

    /// <summary>What is in a folder; nothing where it is missing. Files that a system shows folders by do not count.</summary>
    public static List<string> Names(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFileSystemEntries(folder)
                    .Select(entry => Path.GetFileName(entry))
                    .Where(name => name is not (".DS_Store" or "Thumbs.db")),
            ]
            : [];

    /// <summary>Name of an ONNX file.</summary>
    public static string ModelFile(string precision) => $"model.{precision}.onnx";

    /// <summary>Puts the folder in its place.</summary>
    public void Commit()
    {
        var old = $"{Target}.old-{Environment.ProcessId}";
        var replaces = Directory.Exists(Target);
        if (replaces)
            Directory.Move(Target, old);
        try
        {
            Directory.Move(Folder, Target);
        }
        catch (Exception) when (replaces)
        {
            Directory.Move(old, Target);
            throw;
        }

        if (replaces)
            Directory.Delete(old, recursive: true);
    }

    /// <summary>Deletes what was not put in its place.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Whether a training writes a file of this name.</summary>
    public static bool IsOurs(string name) =>
        name == ModelManifest.FileName
        || (name.StartsWith("model.", StringComparison.Ordinal) && name.EndsWith(".onnx", StringComparison.Ordinal))
        || (name.StartsWith("centroids.", StringComparison.Ordinal) && name.EndsWith(".f16", StringComparison.Ordinal));
}
