using System.Text.Json.Nodes;

namespace ClothesClassification.LambdaHost.Tests.Support;

/// <summary>A folder with the shipped int8 model, whose manifest a test changes.</summary>
internal sealed class ModelCopy : IDisposable
{
    public ModelCopy()
    {
        foreach (var name in new[] { "model.json", "clothes.int8.onnx", "centroids.int8.f16" })
            File.Copy(System.IO.Path.Combine(SharedData.ModelFolder, name), System.IO.Path.Combine(Path, name));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("clothes-model-").FullName;

    private string Manifest => System.IO.Path.Combine(Path, "model.json");

    public void Edit(Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(Manifest))!.AsObject();
        edit(json);
        File.WriteAllText(Manifest, json.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
