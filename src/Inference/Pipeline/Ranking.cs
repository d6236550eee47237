namespace ClothesClassification.Inference.Pipeline;

/// <summary>Orders labels by score, best first; equal scores keep the model's order.</summary>
internal static class Ranking
{
    public static Prediction[] Rank(
        IReadOnlyList<string> labels,
        ReadOnlySpan<float> scores,
        ReadOnlySpan<float> logits
    )
    {
        var predictions = new Prediction[scores.Length];
        for (var i = 0; i < predictions.Length; i++)
            predictions[i] = new Prediction(labels[i], scores[i], logits.IsEmpty ? null : logits[i]);

        // Array.Sort is not stable; the position breaks ties.
        var positions = new int[scores.Length];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = i;
        var keys = scores.ToArray();
        Array.Sort(positions, (a, b) => keys[b].CompareTo(keys[a]) is var order and not 0 ? order : a.CompareTo(b));
        return Array.ConvertAll(positions, position => predictions[position]);
    }

    /// <summary>Keeps what the options ask for of a ranked list.</summary>
    public static IReadOnlyList<Prediction> Select(Prediction[] ranked, ClassifyOptions options)
    {
        var count = ranked.TakeWhile(p => p.Score >= options.MinimumScore).Count();
        count = Math.Min(count, options.Top ?? count);
        return count == ranked.Length ? ranked : ranked[..count];
    }
}
