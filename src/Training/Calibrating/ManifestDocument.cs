using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training.Calibrating;

/// <summary>A manifest as JSON, with whatever it has; comments are lost.</summary>
internal static class ManifestDocument
{
    private static readonly JsonSerializerOptions Style = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="folder">The model folder.</param>
    /// <param name="access">For writing, where it will be, so that minutes of work are not in vain.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static JsonObject Read(string folder, FileAccess access = FileAccess.Read)
    {
        using var file = File.Open(Path.Combine(folder, ModelManifest.FileName), FileMode.Open, access);
        return JsonNode
            .Parse(
                file,
                documentOptions: new JsonDocumentOptions
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                }
            )!
            .AsObject();
    }

    public static void Write(string folder, JsonObject manifest) =>
        Replace(
            Path.Combine(folder, ModelManifest.FileName),
            [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Style), (byte)'\n']
        );

    /// <summary>Writes a file whole or not at all.</summary>
    public static void Replace(string path, byte[] content)
    {
        var written = $"{path}.new";
        File.WriteAllBytes(written, content);
        File.Move(written, path, overwrite: true);
    }
}
