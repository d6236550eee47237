using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>From scores to ranked labels.</summary>
internal static class Ranks
{
    private static readonly float[] Scores = [0.01f, 0.2f, 0.02f, 0.03f, 0.3f, 0.05f, 0.06f, 0.08f, 0.15f, 0.1f];

    public static Subject Ours()
    {
        var labels = ImageModel.Load(Repository.Model).Labels;
        return new Subject(() =>
            Array.ConvertAll(Ranking.Order(Scores), i => new Prediction(labels[i], Scores[i], Scores[i]))
        );
    }

    public static Subject Linq()
    {
        var labels = ImageModel.Load(Repository.Model).Labels;
        return new Subject(() =>
            _ = labels
                .Select((label, i) => new Prediction(label, Scores[i], Scores[i]))
                .OrderByDescending(prediction => prediction.Score)
                .ToArray()
        );
    }
}
