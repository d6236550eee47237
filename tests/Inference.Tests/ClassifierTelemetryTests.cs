using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests;

public sealed class ClassifierTelemetryTests : IDisposable
{
    private static readonly byte[] Photo = TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 300, 200, seed: 3);
    private readonly TestModelFolder folder;
    private readonly ServiceProvider provider;
    private readonly MeterListener meters = new();
    private readonly ActivityListener activities;
    private readonly ConcurrentQueue<Measurement> measured = [];
    private readonly ConcurrentQueue<Activity> spans = [];

    // Other tests of this process may classify at the same time: the name tells ours apart.
    private readonly string model = $"model {Guid.NewGuid()}";

    public ClassifierTelemetryTests()
    {
        folder = new TestModelFolder().With(m => m["name"] = model);
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ImageClassifierTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((i, value, tags, _) => Keep(i, value, tags));
        meters.SetMeasurementEventCallback<long>((i, value, tags, _) => Keep(i, value, tags));
        meters.Start();
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ImageClassifierTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((string?)activity.GetTagItem("model.name") == model)
                    spans.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(activities);
        var services = new ServiceCollection().AddMetrics();
        services.AddImageClassifier(o =>
        {
            o.ModelFolder = folder.Folder;
            o.Limits.MaxBytes = Photo.Length;
        });
        provider = services.BuildServiceProvider();
    }

    private ImageClassifier Classifier => provider.GetRequiredService<ImageClassifier>();

    [Fact]
    public void Answered_photo_has_a_duration_one_for_each_stage_and_its_size()
    {
        var answer = Classifier.Classify(Photo);

        Assert.Equal(answer.Durations.Total.TotalSeconds, Assert.Single(Of("image_classifier.duration")).Value);
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["inspect"] = answer.Durations.Inspect.TotalSeconds,
                ["decode"] = answer.Durations.Decode.TotalSeconds,
                ["resize"] = answer.Durations.Resize.TotalSeconds,
                ["model"] = answer.Durations.Model.TotalSeconds,
            },
            Of("image_classifier.stage.duration").ToDictionary(m => (string)m.Tags["stage"]!, m => m.Value)
        );
        Assert.Equal(Photo.Length, Assert.Single(Of("image_classifier.photo.size")).Value);
        Assert.Empty(Of("image_classifier.errors"));
        Assert.All(measured, m => Assert.Equal("1.2.3", m.Tags["model.version"]));
    }

    [Fact]
    public void Answered_photo_is_a_span_below_the_callers()
    {
        using var caller = new Activity("request").Start();

        Classifier.Classify(Photo);

        var span = Assert.Single(spans);
        Assert.Equal(("classify photo", caller.SpanId), (span.DisplayName, span.ParentSpanId));
        Assert.Equal((long)Photo.Length, span.GetTagItem("photo.size"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task Errors_are_counted_by_type_however_a_photo_was_given()
    {
        var cancellation = TestContext.Current.CancellationToken;
        byte[] large = [.. Photo, 0];
        using var stream = new MemoryStream(large);
        Assert.Throws<UnsupportedPhotoFormatException>(() => Classifier.Classify(new byte[] { 1, 2, 3 }));
        Assert.Throws<EmptyPhotoException>(() => Classifier.Classify([]));
        Assert.Throws<PhotoTooLargeException>(() => Classifier.Classify(large));
        await Assert.ThrowsAsync<PhotoTooLargeException>(() => Classifier.ClassifyAsync(stream, null, cancellation));
        await Assert.ThrowsAsync<FileNotFoundException>(() =>
            Classifier.ClassifyFileAsync(Path.Combine(folder.Folder, "none.jpg"), null, cancellation)
        );
        Assert.False(Classifier.ClassifyMany([Photo.AsMemory(0, Photo.Length - 100)], null, cancellation)[0].Succeeded);

        Assert.Equal(
            new Dictionary<string, int>
            {
                ["unsupported-format"] = 1,
                ["empty"] = 1,
                ["too-many-bytes"] = 2,
                ["System.IO.FileNotFoundException"] = 1,
                ["truncated"] = 1,
            },
            Of("image_classifier.errors")
                .GroupBy(m => (string)m.Tags["error.type"]!)
                .ToDictionary(g => g.Key, g => g.Count())
        );
        // Refused before the work began, a photo has no duration.
        Assert.Equal(4, Of("image_classifier.duration").Count(m => m.Tags.ContainsKey("error.type")));
        Assert.All(spans, s => Assert.Equal(ActivityStatusCode.Error, s.Status));
        Assert.Contains(spans, s => (string?)s.GetTagItem("error.type") == "truncated");
    }

    public void Dispose()
    {
        meters.Dispose();
        activities.Dispose();
        provider.Dispose();
        folder.Dispose();
    }

    private List<Measurement> Of(string instrument) => [.. measured.Where(m => m.Instrument == instrument)];

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var measurement = new Measurement(instrument.Name, value, tags.ToArray().ToDictionary());
        if ((string?)measurement.Tags["model.name"] == model)
            measured.Enqueue(measurement);
    }

    private sealed record Measurement(string Instrument, double Value, Dictionary<string, object?> Tags);
}
