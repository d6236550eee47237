using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>A model folder of a <see cref="TinyOnnx"/> and a manifest that agrees with it, to be spoilt by a test.</summary>
internal sealed class TestModelFolder : IDisposable
{
    public TestModelFolder(TinyOnnx? graph = null)
    {
        graph ??= new TinyOnnx();
        Folder = Directory.CreateTempSubdirectory("model-").FullName;
        var bytes = graph.Build();
        File.WriteAllBytes(Path.Combine(Folder, "tiny.onnx"), bytes);
        Manifest = new JsonObject
        {
            ["name"] = "tiny",
            ["version"] = "1.2.3",
            ["files"] = new JsonArray(
                new JsonObject
                {
                    ["path"] = "tiny.onnx",
                    ["precision"] = "fp32",
                    ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                    ["bytes"] = bytes.Length,
                }
            ),
            ["input"] = new JsonObject
            {
                ["name"] = graph.Input,
                ["type"] = graph.Bytes ? "uint8" : "float32",
                ["layout"] = graph.ChannelsFirst ? "NCHW" : "NHWC",
                ["colors"] = graph.Channels == 1 ? "grey" : "RGB",
                ["width"] = graph.Width,
                ["height"] = graph.Height,
            },
            ["outputs"] = new JsonObject([
                .. new[]
                {
                    graph.Logits ? "logits" : null,
                    graph.Probabilities ? "probabilities" : null,
                    graph.Extras ? "features" : null,
                    graph.Extras ? "evidence" : null,
                }
                    .OfType<string>()
                    .Select(name => KeyValuePair.Create<string, JsonNode?>(name, name)),
            ]),
            ["labels"] = new JsonArray([
                .. new[] { "red", "green", "blue" }
                    .Concat(Enumerable.Range(3, Math.Max(0, graph.Labels - 3)).Select(i => $"label {i}"))
                    .Take(graph.Labels)
                    .Select(label => JsonValue.Create(label)),
            ]),
        };
        Save();
    }

    /// <summary>A calibrated model whose red, green and blue photos lie along the axes from a mean of 100.</summary>
    public static TestModelFolder Calibrated()
    {
        var folder = new TestModelFolder(new TinyOnnx { Extras = true });
        var centroids = new FeatureCentroids(
            [100, 100, 100],
            [Toward(255, 0, 0), Toward(0, 255, 0), Toward(0, 0, 255)]
        ).Write();
        File.WriteAllBytes(Path.Combine(folder.Folder, "c.f16"), centroids);
        var hash = Convert.ToHexStringLower(SHA256.HashData(centroids));
        return folder.With(
            "calibration",
            $$"""
            [{
              "precision": "fp32", "temperature": 2, "precisionGoal": 0.9, "minimumScore": 0.6, "photos": 30,
              "centroids": { "path": "c.f16", "sha256": "{{hash}}", "bytes": {{centroids.Length}}, "width": 3, "minimum": 0.9 }
            }]
            """
        );

        static float[] Toward(float red, float green, float blue)
        {
            float[] offset = [red - 100, green - 100, blue - 100];
            var length = MathF.Sqrt(offset.Sum(v => v * v));
            return [.. offset.Select(v => v / length)];
        }
    }

    public string Folder { get; }

    public string ManifestPath => Path.Combine(Folder, "model.json");

    public JsonObject Manifest { get; }

    /// <summary>A folder with a graph alone.</summary>
    public static TestModelFolder WithoutManifest(TinyOnnx? graph = null)
    {
        var folder = new TestModelFolder(graph);
        File.Delete(folder.ManifestPath);
        return folder;
    }

    /// <summary>Writes the manifest after a change.</summary>
    public TestModelFolder With(Action<JsonObject> change)
    {
        change(Manifest);
        Save();
        return this;
    }

    /// <summary>Writes the manifest after a change of the field at a path such as <c>files/0/bytes</c>.</summary>
    public TestModelFolder With(string field, string json) => With(manifest => JsonCases.Change(manifest, field, json));

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Save() => Write("model.json", Manifest.ToJsonString());
}
