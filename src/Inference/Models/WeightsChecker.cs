namespace ClothesClassification.Inference.Models;

/// <summary>
/// Checks the files beside an ONNX file that hold its weights: they must be in the model folder, wherever links lead, and those
/// that the manifest names. A manifest that names none vouches for the graph alone.
/// </summary>
internal static class WeightsChecker
{
    private const string Inside = "a file in the model folder: put it there, or export the model as one file";

    public static void Check(string folder, ManifestFile file, int index, OnnxGraph graph)
    {
        foreach (var part in Parts(folder, file, index, graph))
            part();
    }

    /// <summary>The checks, each on its own.</summary>
    public static IEnumerable<Action> Parts(string folder, ManifestFile file, int index, OnnxGraph graph)
    {
        foreach (var location in graph.ExternalData)
            yield return () => CheckPlace(folder, file.Path, location);
        if (file.Weights.Count == 0)
            yield break;
        var used = graph.ExternalData.Where(TextFormat.RelativePath.Matches.Invoke).Select(PathOf).ToList();
        var named = file
            .Weights.Select(weights => Path.Combine(folder, weights.Path))
            .Select(Path.GetFullPath)
            .ToList();
        foreach (var path in used.Except(named))
            yield return () =>
                throw new ModelException(
                    ModelManifest.FileName,
                    $"files[{index}].weights",
                    $"no '{NameOf(path)}'",
                    $"every file that holds weights of {file.Path}"
                );
        for (var i = 0; i < named.Count; i++)
        {
            var (weights, field) = (file.Weights[i], $"files[{index}].weights[{i}]");
            if (used.Contains(named[i]))
                yield return () => CheckContent(folder, weights, field);
            else
                yield return () =>
                    throw new ModelException(
                        ModelManifest.FileName,
                        $"{field}.path",
                        $"'{weights.Path}'",
                        used.Count == 0
                            ? $"none: {file.Path} holds its weights itself"
                            : $"a file that {file.Path} names: {string.Join(", ", used.Select(NameOf))}"
                    );
        }

        string PathOf(string location) =>
            Path.GetFullPath(Path.Combine(folder, Path.GetDirectoryName(file.Path)!, location));

        // As the manifest writes paths.
        string NameOf(string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>Returns the file's path; it is in the model folder.</summary>
    public static string CheckPlace(string folder, string onnxFile, string location)
    {
        if (!TextFormat.RelativePath.Matches(location))
            throw Refuse($"'{location}'");
        var file = Path.GetFullPath(Path.Combine(folder, Path.GetDirectoryName(onnxFile)!, location));
        if (!File.Exists(file))
            throw Refuse($"no file '{location}'");
        var root = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        var target = Resolve(folder, file);
        if (!ManifestReader.IsWithin(target, folder) && !ManifestReader.IsWithin(target, root))
            throw Refuse($"'{location}', a link to {target}");
        return file;

        ModelException Refuse(string found) => new(onnxFile, "external data", found, Inside);
    }

    private static void CheckContent(string folder, ManifestWeights weights, string field)
    {
        var size = ManifestReader.Read(folder, weights.Path, $"{field}.path", SizeOf);
        if (weights.Bytes is { } expected && expected != size)
            throw new ModelException(weights.Path, $"{field}.bytes", $"{size} bytes", $"{expected} bytes");
        var hash = ManifestReader.Read(folder, weights.Path, $"{field}.path", FileHash.Of);
        if (hash != weights.Sha256)
            throw new ModelException(weights.Path, $"{field}.sha256", hash, $"{weights.Sha256} as in the manifest");
    }

    // Of what a link leads to, where FileInfo has the size of the link.
    private static long SizeOf(string path)
    {
        using var file = File.OpenHandle(path);
        return RandomAccess.GetLength(file);
    }

    // Where a file of the folder is once every link on the way to it has been followed.
    private static string Resolve(string folder, string file)
    {
        var path = folder;
        foreach (var name in Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar))
        {
            path = Path.Combine(path, name);
            FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            path = entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        }

        return path;
    }
}
