using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training.Writing;

/// <summary>
/// The folder that a model is written to, whole or not at all: files go to a folder beside it, which takes its place at the end.
/// A folder that is there and empty may be a volume, which cannot be replaced: files go to a folder in it, and out of that.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string Unfinished = ".new-";

    private readonly string old;
    private readonly bool fills;

    private OutputFolder(string target)
    {
        Target = target;
        old = $"{target}.old-{Environment.ProcessId}";
        fills = Directory.Exists(target) && Names(target).Count == 0;
        var name = $"{Unfinished}{Environment.ProcessId}";
        Folder = fills ? Path.Combine(target, name) : target + name;
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
        output.TryMove();
        Directory.CreateDirectory(output.Folder);
        return output;
    }

    /// <summary>What is in a folder; nothing where it is missing. What a killed training left, and files that a system shows folders by, do not count.</summary>
    public static List<string> Names(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFileSystemEntries(folder)
                    .Select(entry => Path.GetFileName(entry))
                    .Where(name =>
                        name is not (".DS_Store" or "Thumbs.db")
                        && !name.StartsWith(Unfinished, StringComparison.Ordinal)
                    ),
            ]
            : [];

    /// <summary>Name of an ONNX file.</summary>
    public static string ModelFile(string precision) => $"model.{precision}.onnx";

    /// <summary>Puts the files in their place.</summary>
    public void Commit()
    {
        if (fills)
        {
            Fill();
            return;
        }

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

    // The manifest last: with it, the folder is a model.
    private void Fill()
    {
        List<string> moved = [];
        try
        {
            foreach (var name in Names(Folder).OrderBy(name => name == ModelManifest.FileName))
            {
                var place = Path.Combine(Target, name);
                File.Move(Path.Combine(Folder, name), place);
                moved.Add(place);
            }
        }
        catch
        {
            moved.ForEach(File.Delete);
            throw;
        }
    }

    // Before the work: a mount point, for one, stays where it is.
    private void TryMove()
    {
        if (fills || !Directory.Exists(Target))
            return;
        try
        {
            Directory.Move(Target, old);
            Directory.Move(old, Target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{Target} cannot be replaced: empty it, or name a new folder. {e.Message}", e);
        }
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
