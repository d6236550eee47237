namespace ClothesClassification.Inference.Scoring;

/// <summary>Orders labels by score, best first; equal scores keep the model's order.</summary>
internal static class Ranking
{
    /// <summary>Positions of the labels, best first.</summary>
    public static int[] Order(ReadOnlySpan<float> scores)
    {
        // Array.Sort is not stable; the position breaks ties.
        var positions = new int[scores.Length];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = i;
        var keys = scores.ToArray();
        Array.Sort(positions, (a, b) => keys[b].CompareTo(keys[a]) is var order and not 0 ? order : a.CompareTo(b));
        return positions;
    }
}
