using ClothesClassification.Benchmarks.Baselines;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Inference;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>From the bytes of a photo to an answer.</summary>
internal static class Classifying
{
    public static Subject Ours(string photo, string precision, ClassifyOptions? options = null)
    {
        var (classifier, photos) = (Classifier(precision, threads: 1), PhotoSet.All(photo));
        return new Subject(
            () =>
            {
                foreach (var bytes in photos)
                    classifier.Classify(bytes, options);
            },
            classifier
        );
    }

    /// <summary>(a): Skia and ONNX Runtime with nothing between them; (c): likewise, with the photo decoded at its full size.</summary>
    public static Subject Floor(string photo, string precision, bool fullSize = false)
    {
        var (shrink, session, bytes) = (new SkiaShrink(fullSize), new RawSession(precision), PhotoSet.Get(photo));
        return new Subject(
            () =>
            {
                shrink.Run(bytes, session.Pixels);
                session.Run();
            },
            shrink,
            session
        );
    }

    /// <summary>(b): ML.NET as in its documentation.</summary>
    public static Subject Stock(string photo, string precision)
    {
        var (pipeline, bytes) = (new StockPipeline(precision), PhotoSet.Get(photo));
        return new Subject(() => pipeline.Classify(bytes), pipeline);
    }

    /// <summary>A photo several times, on several threads at once; one call is all of them.</summary>
    public static Subject Parallel(string photo, int threads, int photos)
    {
        var classifier = Classifier("int8", threads);
        var batch = Enumerable.Repeat((ReadOnlyMemory<byte>)PhotoSet.Get(photo), photos).ToArray();
        return new Subject(() => classifier.ClassifyMany(batch), classifier);
    }

    private static ImageClassifier Classifier(string precision, int threads) =>
        ImageClassifier.Load(
            Repository.Model,
            new ImageClassifierOptions { Precision = precision, MaxConcurrency = threads }
        );
}
