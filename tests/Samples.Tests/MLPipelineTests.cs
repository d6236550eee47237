namespace ClothesClassification.Samples.Tests;

public sealed class MLPipelineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pipeline-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_process_of_its_own_answers_alike_from_the_zip_alone()
    {
        var zip = Path.Combine(folder.FullName, "pipeline.zip");
        var photos = Directory.CreateDirectory(Path.Combine(folder.FullName, "photos")).FullName;
        foreach (var photo in Directory.EnumerateFiles(SharedData.SamplePhotos))
            File.Copy(photo, Path.Combine(photos, Path.GetFileName(photo)));
        await File.WriteAllTextAsync(
            Path.Combine(photos, "bad.jpg"),
            "no photo",
            TestContext.Current.CancellationToken
        );
        // Gone before the zip is used: it holds all that is needed.
        var model = Directory.CreateDirectory(Path.Combine(folder.FullName, "model"));
        foreach (var name in new[] { "model.json", "clothes.int8.onnx", "centroids.int8.f16" })
            File.Copy(Path.Combine(SharedData.ModelFolder, name), Path.Combine(model.FullName, name));

        var saved = await Sample.RunAsync("MLPipeline", "save", model.FullName, photos, zip);
        model.Delete(recursive: true);
        var scored = await Sample.RunAsync("MLPipeline", "score", zip, photos);

        Assert.Equal(saved, scored);
        Assert.Matches($"(?m)^{photos}/skirt\\.jpg: skirt 0\\.[0-9]{{4}}$", scored);
        Assert.Contains($"{photos}/bad.jpg: The photo's format", scored, StringComparison.Ordinal);
        Assert.Equal(Directory.GetFiles(photos).Length, scored.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task The_steps_one_by_one_answer_as_the_whole()
    {
        var photos = SharedData.SamplePhotos;

        var steps = await Sample.RunAsync("MLPipeline", "steps", SharedData.ModelFolder, photos);
        var whole = await Sample.RunAsync(
            "MLPipeline",
            "save",
            SharedData.ModelFolder,
            photos,
            Path.Combine(folder.FullName, "pipeline.zip")
        );

        Assert.Equal(whole, steps);
    }
}
