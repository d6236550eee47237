namespace ClothesClassification.Inference.Models;

/// <summary>Reads what a model folder holds.</summary>
internal static class ManifestReader
{
    public static ModelManifest Read(string folder)
    {
        var json = ReadFile(folder, ModelManifest.FileName, "file");
        var manifest = ManifestJson.Read(json, ManifestFields.Manifest, new ModelManifest());
        ManifestChecker.CheckFields(manifest);
        return manifest;
    }

    public static int ChooseFile(ModelManifest manifest, string? precision)
    {
        var wanted = precision ?? manifest.DefaultPrecision;
        if (wanted is null)
            return 0;
        for (var i = 0; i < manifest.Files.Count; i++)
        {
            if (manifest.Files[i].Precision == wanted)
                return i;
        }

        throw new ModelException(
            ModelManifest.FileName,
            precision is null ? "defaultPrecision" : "files",
            $"no file of precision '{wanted}'",
            $"one of {string.Join(", ", manifest.Files.Select(f => f.Precision))}"
        );
    }

    public static IReadOnlyList<string> ReadLabels(string folder, ModelManifest manifest) =>
        manifest.LabelsFile is { } file ? ReadLabels(folder, file) : Unique(manifest.Labels!);

    /// <summary>Reads a file of labels, one a line.</summary>
    public static IReadOnlyList<string> ReadLabels(string folder, string file)
    {
        _ = ReadFile(folder, file, "labelsFile");
        var labels = File.ReadLines(Path.Combine(folder, file)).Select(l => l.Trim()).ToList();
        while (labels.Count > 0 && labels[^1].Length == 0)
            labels.RemoveAt(labels.Count - 1);
        ManifestChecker.CheckLabels(labels, file, "labels");
        return Unique(labels);
    }

    // Answers are looked up by label, and lists such as ImageNet's have a name twice: the second 'crane' becomes 'crane (2)'.
    private static IReadOnlyList<string> Unique(IReadOnlyList<string> labels)
    {
        var written = labels.ToHashSet(StringComparer.Ordinal);
        if (written.Count == labels.Count)
            return labels;
        HashSet<string> used = [];
        return [.. labels.Select(Name)];

        string Name(string label)
        {
            var name = label;
            var number = 2;
            while (used.Contains(name) || (name != label && written.Contains(name)))
                name = $"{label} ({number++})";
            used.Add(name);
            return name;
        }
    }

    /// <summary>Reads a file of the folder; a path that leads out of it is refused; links are followed.</summary>
    public static byte[] ReadFile(string folder, string path, string field) =>
        Read(folder, path, field, File.ReadAllBytes);

    /// <inheritdoc cref="ReadFile"/>
    public static T Read<T>(string folder, string path, string field, Func<string, T> read)
    {
        var full = Path.GetFullPath(Path.Combine(folder, path));
        if (!IsWithin(full, folder))
            throw new ModelException(ModelManifest.FileName, field, $"'{path}'", "a path inside the model folder");
        try
        {
            return read(full);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException(path, "file", "no such file", $"a file in the model folder {folder}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, "file", $"'{e.Message}'", "a file that this process may read", e);
        }
    }

    public static bool IsWithin(string file, string folder) =>
        file.StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
