using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>The published function with a model that it does not come with.</summary>
public sealed class OwnModelTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("my model ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Serve_takes_another_model()
    {
        PublishedFunction.Require();
        foreach (var file in Directory.GetFiles(SharedData.ModelFolder, "*int8*"))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedData.ModelFolder, "model.json")))!;
        manifest["name"] = "mine";
        File.WriteAllText(Path.Combine(folder.FullName, "model.json"), manifest.ToJsonString());

        await using var api = await ServedApi.StartAsync("--model", folder.FullName);

        var answer = await api.Http.GetFromJsonAsync<JsonNode>(
            $"{api.Stage}/model",
            TestContext.Current.CancellationToken
        );
        Assert.Equal("mine", (string?)answer!["name"]);
    }
}
