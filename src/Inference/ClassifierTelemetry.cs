using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference;

/// <summary>Publishes what <see cref="ImageClassifierTelemetry"/> describes. One for a container and all of its classifiers.</summary>
internal sealed class ClassifierTelemetry : IDisposable
{
    private static readonly ActivitySource Source = new(ImageClassifierTelemetry.ActivitySourceName);

    // Upper bounds in seconds: stages last some 0.1 to 100 ms, and the default ones begin at 5 ms.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries =
        [
            0.0001,
            0.0003,
            0.001,
            0.002,
            0.003,
            0.005,
            0.01,
            0.02,
            0.03,
            0.05,
            0.1,
            0.3,
            1,
            3,
        ],
    };

    private static readonly InstrumentAdvice<long> Sizes = new()
    {
        HistogramBucketBoundaries = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000],
    };

    private readonly Meter? own;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> stageDuration;
    private readonly Histogram<long> photoSize;
    private readonly Counter<long> errors;

    /// <param name="meters">The container's; without one the meter is this object's own.</param>
    public ClassifierTelemetry(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(ImageClassifierTelemetry.MeterName);
        meter ??= own = new Meter(ImageClassifierTelemetry.MeterName);
        duration = meter.CreateHistogram(
            "image_classifier.duration",
            "s",
            "A photo from its bytes to the answer or error.",
            advice: Durations
        );
        stageDuration = meter.CreateHistogram(
            "image_classifier.stage.duration",
            "s",
            "One stage of an answered photo.",
            advice: Durations
        );
        photoSize = meter.CreateHistogram("image_classifier.photo.size", "By", "An encoded photo.", advice: Sizes);
        errors = meter.CreateCounter<long>("image_classifier.errors", "{photo}", "Photos without an answer.");
    }

    /// <summary>Starts a span, if anyone listens.</summary>
    /// <param name="model">The model that is asked.</param>
    /// <param name="bytes">Size of the encoded photo; null where it was given decoded.</param>
    public Activity? Start(ImageModel model, long? bytes)
    {
        if (bytes is { } size)
            photoSize.Record(size, TagsOf(model));
        var activity = Source.StartActivity("classify photo");
        activity?.SetTag("model.name", model.Name);
        activity?.SetTag("model.version", model.Version);
        activity?.SetTag("photo.size", bytes);
        return activity;
    }

    public void Answered(ImageModel model, StageDurations durations)
    {
        var tags = TagsOf(model);
        duration.Record(durations.Total.TotalSeconds, tags);
        Record("inspect", durations.Inspect);
        Record("decode", durations.Decode);
        Record("resize", durations.Resize);
        Record("model", durations.Model);
        if (durations.Explain > TimeSpan.Zero)
            Record("explain", durations.Explain);

        void Record(string stage, TimeSpan time)
        {
            var tagged = tags;
            tagged.Add("stage", stage);
            stageDuration.Record(time.TotalSeconds, tagged);
        }
    }

    /// <param name="model">The model that was asked.</param>
    /// <param name="activity">The span, which gets the error's type.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="time">From the start of the work; null where it was refused before.</param>
    public void Failed(ImageModel model, Activity? activity, Exception error, TimeSpan? time)
    {
        var type = error is PhotoException photo ? photo.Code : error.GetType().FullName!;
        activity?.SetTag("error.type", type);
        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        var tags = TagsOf(model);
        tags.Add("error.type", type);
        errors.Add(1, tags);
        if (time is { } taken)
            duration.Record(taken.TotalSeconds, tags);
    }

    public void Dispose() => own?.Dispose();

    private static TagList TagsOf(ImageModel model) =>
        new() { { "model.name", model.Name }, { "model.version", model.Version } };
}
