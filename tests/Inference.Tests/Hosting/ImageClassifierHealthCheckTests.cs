using ClothesClassification.Inference.Hosting;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Hosting;

/// <summary>A model folder that is replaced is not loaded silently: the old model answers on, and the health check says so.</summary>
public sealed class ImageClassifierHealthCheckTests : IDisposable
{
    private static readonly byte[] Green = TestPhotos.Plain(SKEncodedImageFormat.Png, 40, 40, new SKColor(32, 160, 96));
    private readonly TestModelFolder folder = new();
    private readonly TestModelFolder replacement = new TestModelFolder(new TinyOnnx { Width = 64 }).With(m =>
        m["version"] = "2.0.0"
    );

    public void Dispose()
    {
        folder.Dispose();
        replacement.Dispose();
    }

    [Fact]
    public async Task Loaded_model_is_healthy_and_named_with_its_hash()
    {
        await using var provider = Register(folder.Folder);

        var entry = await Check(provider, "model");

        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal("Model tiny 1.2.3 (fp32) is loaded.", entry.Description);
        Assert.Equal((object)provider.GetRequiredService<ImageClassifier>().Model.Sha256, entry.Data["sha256"]);
    }

    [Fact]
    public async Task Replaced_files_are_not_loaded_but_told()
    {
        await using var provider = Register(folder.Folder);
        Assert.Equal(HealthStatus.Healthy, (await Check(provider, "model")).Status);

        foreach (var file in Directory.EnumerateFiles(replacement.Folder))
            File.Move(file, Path.Combine(folder.Folder, Path.GetFileName(file)), overwrite: true);

        await AssertOldModelAnswersAndIsReported(provider, folder.Folder);
    }

    [Fact]
    public async Task Link_that_leads_to_another_folder_is_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights of their own there.");
        var link = Path.Combine(folder.Folder, "current");
        Directory.CreateSymbolicLink(link, folder.Folder);
        await using var provider = Register(link);
        Assert.Equal(HealthStatus.Healthy, (await Check(provider, "model")).Status);

        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, replacement.Folder);

        await AssertOldModelAnswersAndIsReported(provider, link);
    }

    [Fact]
    public async Task Deleted_file_is_reported()
    {
        await using var provider = Register(folder.Folder);
        Assert.Equal(HealthStatus.Healthy, (await Check(provider, "model")).Status);

        File.Delete(Path.Combine(folder.Folder, "tiny.onnx"));

        await AssertOldModelAnswersAndIsReported(provider, folder.Folder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replaced_weights_are_reported(bool named)
    {
        var graph = new TinyOnnx { ExternalData = "weights.bin" };
        using var split = new TestModelFolder(graph);
        var weights = Path.Combine(split.Folder, "weights.bin");
        File.WriteAllBytes(weights, graph.WeightBytes());
        if (named)
            split.With("files/0/weights", $$"""[{ "path": "weights.bin", "sha256": "{{FileHash.Of(weights)}}" }]""");
        await using var provider = Register(split.Folder);
        Assert.Equal(HealthStatus.Healthy, (await Check(provider, "model")).Status);

        File.WriteAllBytes(weights + ".new", new byte[graph.WeightBytes().Length]);
        File.Move(weights + ".new", weights, overwrite: true);

        await AssertOldModelAnswersAndIsReported(provider, split.Folder);
    }

    [Fact]
    public async Task Replaced_labels_are_reported()
    {
        folder.With(m =>
        {
            m.Remove("labels");
            m["labelsFile"] = "labels.txt";
        });
        folder.Write("labels.txt", "red\ngreen\nblue\n");
        await using var provider = Register(folder.Folder);
        Assert.Equal(HealthStatus.Healthy, (await Check(provider, "model")).Status);

        folder.Write("labels.txt", "rouge\nvert\nbleu\n");

        await AssertOldModelAnswersAndIsReported(provider, folder.Folder);
    }

    [Fact]
    public async Task Replaced_centroids_are_reported()
    {
        using var calibrated = TestModelFolder.Calibrated();
        await using var provider = Register(calibrated.Folder);
        Assert.Equal(HealthStatus.Healthy, (await Check(provider, "model")).Status);

        calibrated.Write("c.f16", "others");

        await AssertOldModelAnswersAndIsReported(provider, calibrated.Folder);
    }

    [Fact]
    public async Task Same_bytes_with_another_time_are_the_same_model()
    {
        await using var provider = Register(folder.Folder);
        Assert.Equal(HealthStatus.Healthy, (await Check(provider, "model")).Status);

        File.SetLastWriteTimeUtc(Path.Combine(folder.Folder, "tiny.onnx"), new DateTime(2001, 2, 3));

        Assert.Equal(HealthStatus.Healthy, (await Check(provider, "model")).Status);
    }

    [Fact]
    public async Task Keyed_classifiers_have_checks_of_their_own()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddKeyedImageClassifier("a", o => o.ModelFolder = folder.Folder);
        services.AddKeyedImageClassifier("b", o => o.ModelFolder = replacement.Folder);
        services
            .AddHealthChecks()
            .AddTypeActivatedCheck<ImageClassifierHealthCheck>("first", "a")
            .AddTypeActivatedCheck<ImageClassifierHealthCheck>("second", "b");
        await using var provider = services.BuildServiceProvider();

        Assert.Equal("1.2.3", (await Check(provider, "first")).Data["version"]);
        Assert.Equal("2.0.0", (await Check(provider, "second")).Data["version"]);
    }

    [Fact]
    public async Task Model_that_cannot_be_loaded_is_unhealthy()
    {
        folder.With(m => m["input"]!["width"] = 64);
        await using var provider = Register(folder.Folder);

        var entry = await Check(provider, "model");

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.StartsWith("tiny.onnx: input.shape", entry.Exception!.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Register(string modelFolder)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddImageClassifier(o => o.ModelFolder = modelFolder);
        services.AddHealthChecks().AddCheck<ImageClassifierHealthCheck>("model");
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> Check(ServiceProvider provider, string name)
    {
        var report = await provider
            .GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries[name];
    }

    private static async Task AssertOldModelAnswersAndIsReported(ServiceProvider provider, string modelFolder)
    {
        var entry = await Check(provider, "model");
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Equal(
            $"The folder {modelFolder} no longer holds the model that is loaded; restart to load what it holds now.",
            entry.Description
        );
        var answer = provider.GetRequiredService<IImageClassifier>().Classify(Green);
        Assert.Equal(("1.2.3", "green"), (answer.ModelVersion, answer.Best.Label));
    }
}
