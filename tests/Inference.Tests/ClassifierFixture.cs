namespace ClothesClassification.Inference.Tests;

/// <summary>The shipped model, loaded once for the tests of a class.</summary>
public sealed class ClassifierFixture : IDisposable
{
    public ImageClassifier Classifier { get; } =
        ImageClassifier.Load(SharedData.ModelFolder, new ImageClassifierOptions { MaxConcurrency = 4 });

    /// <summary>The logits of an answer, in the order of the labels.</summary>
    public static float[] Logits(Classification answer) => answer.Logits!.AsSpan().ToArray();

    public void Dispose() => Classifier.Dispose();
}
