using ClothesClassification.Benchmarks.Baselines;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Inference;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>From the bytes of a photo to an answer.</summary>
internal static class Classifying
{
    public static Subject Ours(BenchPhoto photo, string precision)
    {
        var classifier = Classifier(precision, threads: 1);
        return new Subject("Classify", () => classifier.Classify(photo.Bytes), classifier);
    }

    /// <summary>(a): Skia and ONNX Runtime with nothing between them.</summary>
    public static Subject Floor(BenchPhoto photo, string precision) => Floor("(a) floor", photo, precision, false);

    /// <summary>(c): the floor, with the photo decoded at its full size.</summary>
    public static Subject FullSizeFloor(BenchPhoto photo, string precision) =>
        Floor("(c) floor, full-size decode", photo, precision, true);

    /// <summary>(b): ML.NET as in its documentation.</summary>
    public static Subject Stock(BenchPhoto photo, string precision)
    {
        var pipeline = new StockPipeline(precision);
        return new Subject("(b) stock ML.NET", () => pipeline.Classify(photo.Bytes), pipeline);
    }

    /// <summary>Photos on several threads at once; one call is all of them.</summary>
    public static Subject Parallel(BenchPhoto photo, int threads, int photos)
    {
        var classifier = Classifier("int8", threads);
        var batch = Enumerable.Repeat((ReadOnlyMemory<byte>)photo.Bytes, photos).ToArray();
        return new Subject($"{threads} threads", () => classifier.ClassifyMany(batch), classifier);
    }

    private static ImageClassifier Classifier(string precision, int threads) =>
        ImageClassifier.Load(
            Repository.Model,
            new ImageClassifierOptions { Precision = precision, MaxConcurrency = threads }
        );

    private static Subject Floor(string name, BenchPhoto photo, string precision, bool fullSize)
    {
        var shrink = new SkiaShrink(fullSize);
        var session = new RawSession(precision);
        return new Subject(
            name,
            () =>
            {
                shrink.Run(photo.Bytes, session.Pixels);
                session.Run();
            },
            shrink,
            session
        );
    }
}
