using ClothesClassification.Inference.Hosting;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Hosting;

public sealed class ImageClassifierServiceCollectionExtensionsTests : IDisposable
{
    private static readonly byte[] Green = TestPhotos.Plain(SKEncodedImageFormat.Png, 40, 40, new SKColor(32, 160, 96));
    private readonly TestModelFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task One_classifier_is_both_services_and_is_loaded_when_the_host_has_started()
    {
        var log = new FakeLoggerProvider();
        var builder = Builder();
        builder.Logging.AddProvider(log);
        builder.Services.AddImageClassifier(o => o.ModelFolder = folder.Folder);
        using var host = builder.Build();

        await host.StartAsync(Cancellation);

        Assert.Contains(
            log.Collector.GetSnapshot(),
            l => l.Message.StartsWith("Model tiny 1.2.3 (fp32) loaded", StringComparison.Ordinal)
        );
        var classifier = host.Services.GetRequiredService<IImageClassifier>();
        Assert.Same(classifier, host.Services.GetRequiredService<ImageClassifier>());
        Assert.Equal("green", classifier.Classify(Green).Best.Label);
    }

    [Fact]
    public async Task Every_wrong_option_is_reported_before_the_host_starts()
    {
        var builder = Builder();
        builder.Services.AddImageClassifier(o =>
        {
            o.MaxConcurrency = 0;
            o.IntraOpThreads = -1;
            o.Limits.MaxPixels = long.MaxValue;
        });
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Equal(
            [
                "The image classifier: ModelFolder is not set: name the folder that holds model.json.",
                "The image classifier: MaxConcurrency is 0: at least 1 is needed.",
                "The image classifier: IntraOpThreads is -1: at least 1 is needed.",
                "The image classifier: Limits.MaxPixels is 9223372036854775807: 1 to 536870911 are allowed.",
            ],
            error.Failures
        );
    }

    [Fact]
    public async Task Folder_without_a_manifest_is_reported_before_the_host_starts()
    {
        var empty = Path.Combine(folder.Folder, "none");
        var builder = Builder();
        builder.Services.AddKeyedImageClassifier("shoes", o => o.ModelFolder = empty);
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Equal(
            [$"The image classifier 'shoes': ModelFolder is {empty}, where there is no model.json."],
            error.Failures
        );
    }

    [Fact]
    public async Task Model_that_cannot_be_used_ends_the_start_with_its_sentence()
    {
        folder.With(m => m["input"]!["width"] = 64);
        var builder = Builder();
        builder.Services.AddImageClassifier(o => o.ModelFolder = folder.Folder);
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<ModelException>(() => host.StartAsync(Cancellation));

        Assert.StartsWith("tiny.onnx: input.shape: found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_are_bound_from_configuration()
    {
        var builder = Builder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Classifier:ModelFolder"] = folder.Folder,
                ["Classifier:Precision"] = "fp32",
                ["Classifier:Limits:MaxBytes"] = $"{Green.Length - 1}",
            }
        );
        builder.Services.AddImageClassifier().BindConfiguration("Classifier");
        using var host = builder.Build();
        await host.StartAsync(Cancellation);

        var classifier = host.Services.GetRequiredService<IImageClassifier>();

        Assert.Throws<PhotoTooLargeException>(() => classifier.Classify(Green));
    }

    [Fact]
    public async Task Several_models_have_a_key_each()
    {
        using var other = new TestModelFolder().With(m => m["name"] = "other");
        var builder = Builder();
        builder.Services.AddImageClassifier(o => o.ModelFolder = SharedData.ModelFolder);
        builder.Services.AddKeyedImageClassifier("a", o => o.ModelFolder = folder.Folder);
        builder.Services.AddKeyedImageClassifier("b", o => o.ModelFolder = other.Folder);
        using var host = builder.Build();
        await host.StartAsync(Cancellation);

        string NameOf(string key) => host.Services.GetRequiredKeyedService<IImageClassifier>(key).Model.Name;

        Assert.Equal(
            ("clothes", "tiny", "other"),
            (host.Services.GetRequiredService<IImageClassifier>().Model.Name, NameOf("a"), NameOf("b"))
        );
        Assert.Same(
            host.Services.GetRequiredKeyedService<ImageClassifier>("a"),
            host.Services.GetRequiredKeyedService<IImageClassifier>("a")
        );
    }

    [Fact]
    public void Second_one_without_a_key_or_with_the_same_is_refused()
    {
        var services = new ServiceCollection();
        services.AddImageClassifier(_ => { });
        services.AddKeyedImageClassifier("a", _ => { });

        var first = Assert.Throws<InvalidOperationException>(() => services.AddImageClassifier(_ => { }));
        var second = Assert.Throws<InvalidOperationException>(() => services.AddKeyedImageClassifier("a", _ => { }));

        Assert.Contains("register further ones by AddKeyedImageClassifier", first.Message, StringComparison.Ordinal);
        Assert.Contains("'a' already", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Container_disposes_of_its_classifiers()
    {
        var builder = Builder();
        builder.Services.AddImageClassifier(o => o.ModelFolder = folder.Folder);
        builder.Services.AddKeyedImageClassifier("a", o => o.ModelFolder = folder.Folder);
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        var classifier = host.Services.GetRequiredService<IImageClassifier>();
        var keyed = host.Services.GetRequiredKeyedService<IImageClassifier>("a");

        host.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.Classify(Green));
        Assert.Throws<ObjectDisposedException>(() => keyed.Classify(Green));
    }

    [Fact]
    public async Task Container_disposes_of_a_classifier_that_nobody_asked_for()
    {
        var builder = Builder();
        builder.Services.AddImageClassifier(o => o.ModelFolder = folder.Folder);
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        var classifier = host.Services.GetRequiredService<HostedClassifier>().Classifier;

        host.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.Classify(Green));
    }

    [Fact]
    public async Task Model_is_loaded_before_services_that_were_registered_earlier_start()
    {
        folder.With(m => m["input"]!["width"] = 64);
        var builder = Builder();
        var earlier = new Earlier();
        builder.Services.AddSingleton<IHostedService>(earlier);
        builder.Services.AddImageClassifier(o => o.ModelFolder = folder.Folder);
        using var host = builder.Build();

        await Assert.ThrowsAsync<ModelException>(() => host.StartAsync(Cancellation));

        Assert.False(earlier.HasStarted);
    }

    [Fact]
    public void Works_without_a_host_and_its_services()
    {
        var services = new ServiceCollection();
        services.AddImageClassifier(o => o.ModelFolder = folder.Folder);
        using var provider = services.BuildServiceProvider();

        Assert.Equal("green", provider.GetRequiredService<IImageClassifier>().Classify(Green).Best.Label);
    }

    private static HostApplicationBuilder Builder() => Host.CreateEmptyApplicationBuilder(null);

    private sealed class Earlier : IHostedService
    {
        public bool HasStarted { get; private set; }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            HasStarted = true;
            return Task.CompletedTask;
        }
    }
}
