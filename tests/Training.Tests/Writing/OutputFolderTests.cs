using ClothesClassification.Inference.Tests.Models;

namespace ClothesClassification.Training.Tests.Writing;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TestModelFolder baseModel = new(new TinyOnnx { Extras = true });
    private readonly PhotoFolder folder = PhotoFolder.Colors();

    public void Dispose()
    {
        folder.Dispose();
        baseModel.Dispose();
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone()
    {
        Directory.CreateDirectory(folder.Model);
        File.WriteAllText(Path.Combine(folder.Model, "letter.txt"), "");

        var error = await Assert.ThrowsAsync<IOException>(() => Train());

        Assert.Equal($"{folder.Model} holds letter.txt, which no training wrote; name a new folder.", error.Message);
        Assert.Equal(["letter.txt"], Directory.GetFileSystemEntries(folder.Model).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_model_that_cannot_be_moved_is_said_before_the_work_and_stays()
    {
        await Train();
        var once = File.ReadAllBytes(Path.Combine(folder.Model, "model.fp32.onnx"));
        // In the way of the old model.
        File.WriteAllText($"{folder.Model}.old-{Environment.ProcessId}", "");
        var stages = 0;

        var error = await Assert.ThrowsAsync<IOException>(() =>
            new ImageTrainer(Options with { Seed = 1 }).TrainAsync(
                folder.Photos,
                folder.Model,
                new Progress(_ => stages++),
                TestContext.Current.CancellationToken
            )
        );

        Assert.StartsWith($"{folder.Model} cannot be replaced: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stages);
        Assert.Equal(once, File.ReadAllBytes(Path.Combine(folder.Model, "model.fp32.onnx")));
    }

    [Theory]
    [InlineData(TrainingStage.Features)]
    [InlineData(TrainingStage.Writing)]
    public async Task An_empty_folder_is_kept_and_the_model_written_into_it(TrainingStage stage)
    {
        // It can be filled and not be replaced, as a volume.
        Directory.CreateDirectory(folder.Model);
        File.WriteAllText($"{folder.Model}.old-{Environment.ProcessId}", "");
        File.WriteAllText(Path.Combine(folder.Model, ".DS_Store"), "");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ImageTrainer(Options).TrainAsync(
                folder.Photos,
                folder.Model,
                new Progress(p => (p.Stage == stage ? stop : null)?.Cancel()),
                stop.Token
            )
        );
        Assert.Equal([".DS_Store"], Directory.GetFileSystemEntries(folder.Model).Select(Path.GetFileName));
        var killed = Directory.CreateDirectory(Path.Combine(folder.Model, ".new-0"));

        await Train();

        killed.Delete();

        Assert.Equal(
            [".DS_Store", "centroids.fp32.f16", "model.fp32.onnx", "model.json"],
            Directory.GetFileSystemEntries(folder.Model).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    private ImageTrainerOptions Options => new() { BaseModel = baseModel.Folder };

    private Task<TrainingResult> Train() =>
        new ImageTrainer(Options).TrainAsync(
            folder.Photos,
            folder.Model,
            cancellationToken: TestContext.Current.CancellationToken
        );
}
