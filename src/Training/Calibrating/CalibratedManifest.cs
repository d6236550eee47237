using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training.Calibrating;

/// <summary>The manifest that gets a calibration, and the file of centroids beside it.</summary>
internal sealed class CalibratedManifest
{
    private static readonly JsonSerializerOptions Style = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ImageModel model;
    private readonly JsonObject json;

    private CalibratedManifest(ImageModel model, JsonObject json) => (this.model, this.json) = (model, json);

    private string ManifestPath => Path.Combine(model.Folder, ModelManifest.FileName);

    /// <exception cref="IOException">It cannot be written to, or not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static CalibratedManifest Open(ImageModel model)
    {
        // For writing, so that minutes of work are not in vain.
        using var file = File.Open(
            Path.Combine(model.Folder, ModelManifest.FileName),
            FileMode.Open,
            FileAccess.ReadWrite
        );
        var json = JsonNode.Parse(
            file,
            documentOptions: new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            }
        )!;
        return new CalibratedManifest(model, json.AsObject());
    }

    /// <summary>Writes both, each whole or not at all. A calibration of the same precision is replaced.</summary>
    public void Write(CalibrationResult found)
    {
        var entry = new JsonObject
        {
            ["precision"] = model.Precision,
            ["temperature"] = found.Temperature,
            ["precisionGoal"] = found.PrecisionGoal,
            ["minimumScore"] = found.MinimumScore,
            ["photos"] = found.Photos,
        };
        if (found.Centroids is { } centroids)
        {
            var name = $"centroids.{model.Precision}.f16";
            var bytes = centroids.Write();
            Replace(Path.Combine(model.Folder, name), bytes);
            entry["centroids"] = new JsonObject
            {
                ["path"] = name,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                ["bytes"] = bytes.Length,
                ["width"] = centroids.Width,
                ["minimum"] = found.MinimumLikeness,
            };
        }

        var entries = (JsonArray)(json["calibration"] ??= new JsonArray());
        if (entries.FirstOrDefault(e => (string?)e!["precision"] == model.Precision) is { } old)
            entries[entries.IndexOf(old)] = entry;
        else
            entries.Add(entry);
        Replace(ManifestPath, [.. JsonSerializer.SerializeToUtf8Bytes(json, Style), (byte)'\n']);
    }

    private static void Replace(string path, byte[] content)
    {
        var written = $"{path}.new";
        File.WriteAllBytes(written, content);
        File.Move(written, path, overwrite: true);
    }
}
