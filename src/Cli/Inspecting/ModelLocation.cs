using System.Text.Json;
using ClothesClassification.Cli.Options;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>Where a model is: its folder and the ONNX files to look at, whether or not there is a manifest.</summary>
/// <param name="Folder">The folder, as a full path.</param>
/// <param name="Files">The ONNX files, relative to the folder, with the precision that the manifest gives each.</param>
internal sealed record ModelLocation(string Folder, IReadOnlyList<(string Path, string? Precision)> Files)
{
    private const string Onnx = ".onnx";

    public bool HasManifest => File.Exists(Path.Combine(Folder, ModelManifest.FileName));

    /// <summary>Whether the file was given by name, and the manifest beside it is about other files.</summary>
    public bool ManifestNamesOthers { get; private init; }

    /// <exception cref="UsageException">There is no model there.</exception>
    public static ModelLocation Find(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
            return OfFile(full, path);
        if (!Directory.Exists(full))
            throw new UsageException($"{path}: no such file or folder.");
        var named = NamedFiles(full);
        var files = named.Count > 0 ? named : [.. OnnxFiles(full)];
        return files.Count == 0
            ? throw new UsageException(
                $"{path}: there is no ONNX file in this folder, and no {ModelManifest.FileName} that names one."
            )
            : new ModelLocation(full, files);
    }

    private static ModelLocation OfFile(string full, string path)
    {
        var folder = Path.GetDirectoryName(full)!;
        var name = Path.GetFileName(full);
        if (name == ModelManifest.FileName)
            return Find(folder);
        if (!name.EndsWith(Onnx, StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"{path}: give a model folder or a file whose name ends in {Onnx}.");
        var named = NamedFiles(folder);
        var precision = named.Find(f => f.Path == name).Precision;
        return new ModelLocation(folder, [(name, precision)])
        {
            ManifestNamesOthers = named.Count > 0 && precision is null,
        };
    }

    private static IEnumerable<(string Path, string? Precision)> OnnxFiles(string folder) =>
        Directory.EnumerateFiles(folder, $"*{Onnx}").Select(file => (Path.GetFileName(file), (string?)null)).Order();

    // As much as can be understood: the loader says what is wrong with the rest.
    private static List<(string Path, string? Precision)> NamedFiles(string folder)
    {
        var manifest = Path.Combine(folder, ModelManifest.FileName);
        if (!File.Exists(manifest))
            return [];
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllBytes(manifest),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            return
            [
                .. json
                    .RootElement.GetProperty("files")
                    .EnumerateArray()
                    .Select(f => (f.GetProperty("path").GetString()!, f.GetProperty("precision").GetString())),
            ];
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return [];
        }
    }
}
