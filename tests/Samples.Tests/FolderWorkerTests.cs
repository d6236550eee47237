using System.Text.Json.Nodes;

namespace ClothesClassification.Samples.Tests;

public sealed class FolderWorkerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("worker-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Photos_that_are_there_and_that_arrive_later_get_an_answer_beside_them()
    {
        Require.Unix();
        Add("dress.jpg");
        await using var worker = RunningProcess.StartProject(
            "FolderWorker",
            ["--ImageClassifier:ModelFolder", SharedData.ModelFolder, "--Folder", folder.FullName],
            Path.GetTempPath()
        );

        Assert.Equal("dress", (await AnswerAsync(worker, "dress.jpg"))["label"]!.GetValue<string>());
        Add("bad.png", "no photo"u8.ToArray());
        Add("hat.png");
        Assert.Equal("hat", (await AnswerAsync(worker, "hat.png"))["label"]!.GetValue<string>());
        Assert.StartsWith(
            "The photo's format",
            (await AnswerAsync(worker, "bad.png"))["error"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        worker.Signal("TERM");
        Assert.Equal(0, (await worker.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Without_a_model_it_does_not_start_and_says_why()
    {
        await using var worker = RunningProcess.StartProject(
            "FolderWorker",
            ["--Folder", folder.FullName],
            Path.GetTempPath()
        );

        var result = await worker.EndAsync();
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(
            "The image classifier: ModelFolder is not set: name the folder that holds model.json.",
            result.AllOutput,
            StringComparison.Ordinal
        );
    }

    private void Add(string photo, byte[]? content = null)
    {
        var path = Path.Combine(folder.FullName, photo);
        File.WriteAllBytes(path + ".part", content ?? File.ReadAllBytes(Path.Combine(SharedData.SamplePhotos, photo)));
        File.Move(path + ".part", path);
    }

    private async Task<JsonNode> AnswerAsync(RunningProcess worker, string photo)
    {
        var answer = Path.Combine(folder.FullName, photo + ".json");
        await worker.UntilAsync(() => File.Exists(answer));
        return JsonNode.Parse(await File.ReadAllTextAsync(answer, TestContext.Current.CancellationToken))!;
    }
}
