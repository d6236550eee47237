using ClothesClassification.Cli.Options;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Cli.Inspecting;

/// <summary>The ONNX file that a manifest is drafted for.</summary>
/// <param name="Folder">The model folder.</param>
/// <param name="Path">The file, relative to the folder; it is still to be written where the graph had to change.</param>
/// <param name="Info">What its graph says.</param>
/// <param name="Plain">The graph to write; null where that of the file can be run as it is.</param>
internal sealed record DraftFile(string Folder, string Path, OnnxModelInfo Info, PlainGraph? Plain)
{
    private const string Extension = ".float32.onnx";

    public string FullPath => System.IO.Path.Combine(Folder, Path);

    /// <exception cref="UsageException">There are several files: the caller has to choose.</exception>
    /// <exception cref="ModelException">The file is not an ONNX model.</exception>
    public static DraftFile Of(ModelLocation location)
    {
        if (location.Files.Count > 1)
            throw new UsageException(
                $"There are several ONNX files in {location.Folder}; name the one to write a manifest for: "
                    + string.Join(", ", location.Files.Select(f => f.Path))
                    + "."
            );
        var path = location.Files[0].Path;
        var full = System.IO.Path.Combine(location.Folder, path);
        var info = OnnxModelInfo.Read(full);
        try
        {
            return PlainGraph.Of(File.ReadAllBytes(full), new ExternalWeights(location.Folder, path)) is { } plain
                ? new DraftFile(
                    location.Folder,
                    System.IO.Path.ChangeExtension(path, Extension),
                    OnnxModelInfo.Parse(plain.Bytes),
                    plain
                )
                : new DraftFile(location.Folder, path, info, null);
        }
        catch (InvalidDataException e)
        {
            throw new ModelException(path, "file", $"{info.Bytes} bytes that {e.Message}", "an ONNX model", e);
        }
    }
}
