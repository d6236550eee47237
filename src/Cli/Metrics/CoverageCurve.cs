namespace ClothesClassification.Cli.Metrics;

/// <summary>How accurate the answers are if those below a minimum score are left to a person.</summary>
internal static class CoverageCurve
{
    /// <summary>The minimum scores: twentieths, and 0.99.</summary>
    public static IReadOnlyList<double> MinimumScores { get; } =
    [.. Enumerable.Range(0, 20).Select(i => i / 20.0), 0.99];

    public static IReadOnlyList<CoveragePoint> Of(IReadOnlyCollection<LabelledAnswer> answers) =>
        [.. MinimumScores.Select(minimum => At(minimum, answers))];

    private static CoveragePoint At(double minimum, IReadOnlyCollection<LabelledAnswer> answers)
    {
        var kept = answers.Count(a => a.Best.Score >= minimum);
        var right = answers.Count(a => a.Best.Score >= minimum && a.IsRight);
        return new CoveragePoint(
            minimum,
            kept,
            answers.Count == 0 ? 0 : (double)kept / answers.Count,
            kept == 0 ? null : (double)right / kept
        );
    }
}

/// <summary>What a minimum score leaves.</summary>
/// <param name="MinScore">The best score of a photo, at least.</param>
/// <param name="Photos">Photos that reach it.</param>
/// <param name="Coverage">Share of all photos that reach it.</param>
/// <param name="Accuracy">Share of those that reach it whose best label is right; null where none does.</param>
internal sealed record CoveragePoint(double MinScore, int Photos, double Coverage, double? Accuracy);
