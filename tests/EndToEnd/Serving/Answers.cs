using System.Text.Json.Nodes;
using ClothesClassification.Inference;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>What the library says of the sample photos, to compare the API's answers with.</summary>
public sealed class Answers : IDisposable
{
    private readonly ImageClassifier classifier = ImageClassifier.Load(SharedData.ModelFolder);
    private readonly Dictionary<string, Classification> known = [];

    public Answers()
    {
        Photos = [.. Directory.EnumerateFiles(SharedData.SamplePhotos).Order(StringComparer.Ordinal)];
        foreach (var photo in Photos)
            known[photo] = classifier.Classify(File.ReadAllBytes(photo));
    }

    /// <summary>The sample photos.</summary>
    public IReadOnlyList<string> Photos { get; }

    public Classification Of(string photo) => known[photo];

    /// <summary>The answer has the library's scores for the photo, to the last bit that JSON shows.</summary>
    public void AssertRight(string photo, JsonNode? answer)
    {
        var right = known[photo];
        Assert.Equal(right.Best.Label, answer?["label"]?.GetValue<string>());
        Assert.Equal(
            right.Scores.AsEnumerable(),
            answer!["scores"]!.AsObject().Select(s => KeyValuePair.Create(s.Key, s.Value!.GetValue<float>()))
        );
    }

    public void Dispose() => classifier.Dispose();
}
