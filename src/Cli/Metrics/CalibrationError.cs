namespace ClothesClassification.Cli.Metrics;

/// <summary>
/// Expected calibration error: how far the best score is from the share of right answers, over bins of equal width,
/// weighted by their photos. Source: Guo et al., "On Calibration of Modern Neural Networks", 2017, equation 3.
/// </summary>
internal sealed class CalibrationError
{
    public const int BinCount = 15;
    private readonly double[] scores = new double[BinCount];
    private readonly int[] right = new int[BinCount];
    private readonly int[] photos = new int[BinCount];

    public double Value
    {
        get
        {
            var gaps = Enumerable.Range(0, BinCount).Sum(i => Math.Abs(right[i] - scores[i]));
            return gaps / Math.Max(1, photos.Sum());
        }
    }

    /// <summary>The bins, lowest scores first: what a reliability diagram shows.</summary>
    public IReadOnlyList<CalibrationBin> Bins =>
        [
            .. Enumerable
                .Range(0, BinCount)
                .Select(i => new CalibrationBin(
                    (double)i / BinCount,
                    (i + 1.0) / BinCount,
                    photos[i],
                    photos[i] == 0 ? null : scores[i] / photos[i],
                    photos[i] == 0 ? null : (double)right[i] / photos[i]
                )),
        ];

    public static CalibrationError Of(IEnumerable<LabelledAnswer> answers)
    {
        var error = new CalibrationError();
        foreach (var answer in answers)
            error.Add(answer.Best.Score, answer.IsRight);
        return error;
    }

    /// <param name="score">The best score, 0 to 1.</param>
    /// <param name="correct">Whether its label is right.</param>
    public void Add(double score, bool correct)
    {
        // Bins are open below and closed above, as in the paper.
        var bin = Math.Clamp((int)Math.Ceiling(score * BinCount) - 1, 0, BinCount - 1);
        scores[bin] += score;
        right[bin] += correct ? 1 : 0;
        photos[bin]++;
    }
}

/// <summary>Photos whose best score is above <paramref name="From"/> and at most <paramref name="To"/>.</summary>
/// <param name="From">Lower bound of the score.</param>
/// <param name="To">Upper bound of the score.</param>
/// <param name="Photos">How many there are.</param>
/// <param name="MeanScore">Their mean best score; null where there are none.</param>
/// <param name="Accuracy">Share of them whose best label is right; null where there are none.</param>
internal sealed record CalibrationBin(double From, double To, int Photos, double? MeanScore, double? Accuracy);
