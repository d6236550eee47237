using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Inference;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>An answer with evidence or features, by the int8 model.</summary>
internal static class Explaining
{
    public static Subject Ours(string photo, EvidenceMethod evidence = EvidenceMethod.None, bool features = false)
    {
        var classifier = ImageClassifier.Load(
            Repository.Model,
            new ImageClassifierOptions { Precision = "int8", MaxConcurrency = 1 }
        );
        var (bytes, options) = (PhotoSet.Get(photo), new ClassifyOptions { Evidence = evidence, Features = features });
        return new Subject(() => classifier.Classify(bytes, options), classifier);
    }
}
