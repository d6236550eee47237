using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;
using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Training.Writing;

/// <summary>Writes the ONNX files of a trained model, and its manifest: that of the base model with what is new.</summary>
internal static class TrainedManifest
{
    /// <summary>What the manifest says of the model.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="License">Its licence; null for none.</param>
    /// <param name="Data">Of what photos the accuracy is.</param>
    /// <param name="Folds">Number of folds.</param>
    public sealed record Words(string Name, string Version, string? License, string Data, int Folds);

    public static void Write(string folder, IReadOnlyList<TrainedFile> files, IReadOnlyList<string> labels, Words words)
    {
        var first = files[0].Base;
        var old = ManifestDocument.Read(first.Folder);
        var entries = new JsonArray();
        var accuracy = new JsonArray();
        var calibration = new JsonArray();
        var outputs = new List<OnnxHead.Outputs>();
        foreach (var file in files)
        {
            var precision = file.Base.Precision;
            var name = OutputFolder.ModelFile(precision);
            var (graph, given) = OnnxHead.Replace(file.Base, file.Head, labels);
            outputs.Add(given);
            File.WriteAllBytes(Path.Combine(folder, name), graph);
            entries.Add(
                new JsonObject
                {
                    ["path"] = name,
                    ["precision"] = precision,
                    ["sha256"] = FileHash.Of(graph),
                    ["bytes"] = graph.Length,
                }
            );
            if (file.Photos > 0)
                accuracy.Add(
                    new JsonObject
                    {
                        ["precision"] = precision,
                        ["data"] = words.Data,
                        ["split"] = $"cross-validation in {words.Folds} parts",
                        ["photos"] = file.Photos,
                        ["top1"] = Math.Round((double)file.Right / file.Photos, 4),
                        ["top3"] = Math.Round((double)file.InTop3 / file.Photos, 4),
                    }
                );
            if (file.Calibration is { } found)
                calibration.Add(found.WriteEntry(folder, precision));
        }

        var manifest = new JsonObject
        {
            ["name"] = words.Name,
            ["version"] = words.Version,
            ["description"] =
                $"{labels.Count} labels: a last layer trained on the features of {first.Name} {first.Version}.",
            ["license"] = words.License,
            ["files"] = entries,
            ["defaultPrecision"] = first.Precision,
            ["input"] = old["input"]!.DeepClone(),
            ["preprocessing"] = old["preprocessing"]?.DeepClone() ?? new JsonObject(),
            ["outputs"] = new JsonObject
            {
                ["logits"] = outputs[0].Logits,
                ["probabilities"] = outputs[0].Probabilities,
                ["features"] = first.FeaturesName,
                // What a manifest names, each of its files has.
                ["evidence"] = outputs.TrueForAll(o => o.Evidence is not null) ? outputs[0].Evidence : null,
            },
            ["labels"] = new JsonArray([.. labels.Select(label => JsonValue.Create(label))]),
            ["accuracy"] = accuracy,
            ["calibration"] = calibration,
        };
        if (words.License is null)
            manifest.Remove("license");
        ManifestDocument.Write(folder, manifest);
    }
}
