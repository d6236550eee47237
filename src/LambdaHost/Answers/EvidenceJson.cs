using ClothesClassification.Inference;

namespace ClothesClassification.LambdaHost.Answers;

/// <summary>Where in the upright photo the logit of the best label comes from.</summary>
/// <param name="Label">The label.</param>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Values">What each cell adds to the logit: row by row, from the top.</param>
/// <param name="Beside">What the border around a letterboxed photo adds.</param>
internal sealed record EvidenceJson(
    string Label,
    int Rows,
    int Columns,
    IReadOnlyList<IReadOnlyList<float>> Values,
    float Beside
)
{
    /// <returns>null where the answer has no evidence.</returns>
    public static EvidenceJson? Of(Classification answer)
    {
        if (answer.Evidence is not { } evidence)
            return null;
        var map = evidence[answer.Best.Label];
        var rows = new IReadOnlyList<float>[map.Rows];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = Rounded.Row(map.AsSpan().Slice(row * map.Columns, map.Columns));
        return new EvidenceJson(map.Label, map.Rows, map.Columns, rows, Rounded.Value(map.Beside));
    }
}
