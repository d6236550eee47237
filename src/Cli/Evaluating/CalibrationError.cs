namespace ClothesClassification.Cli.Evaluating;

/// <summary>
/// Expected calibration error: how far the best score is from the share of right answers, over bins of equal width,
/// weighted by their photos. Source: Guo et al., "On Calibration of Modern Neural Networks", 2017, equation 3.
/// </summary>
internal sealed class CalibrationError
{
    public const int Bins = 15;
    private readonly double[] scores = new double[Bins];
    private readonly int[] right = new int[Bins];
    private readonly int[] photos = new int[Bins];

    public double Value
    {
        get
        {
            var gaps = Enumerable.Range(0, Bins).Sum(i => Math.Abs(right[i] - scores[i]));
            return gaps / Math.Max(1, photos.Sum());
        }
    }

    /// <param name="score">The best score, 0 to 1.</param>
    /// <param name="correct">Whether its label is right.</param>
    public void Add(double score, bool correct)
    {
        // Bins are open below and closed above, as in the paper.
        var bin = Math.Clamp((int)Math.Ceiling(score * Bins) - 1, 0, Bins - 1);
        scores[bin] += score;
        right[bin] += correct ? 1 : 0;
        photos[bin]++;
    }
}
