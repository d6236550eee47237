using ClothesClassification.Cli.Metrics;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Tests.Metrics;

/// <summary>Answers to photos of cats.</summary>
internal static class Answered
{
    public static LabelledAnswer Of(double score, bool right, string photo = "photo") =>
        new(photo, "cat", [new Prediction(right ? "cat" : "dog", (float)score, null)], right ? score : 1 - score, 1);
}
