namespace ClothesClassification.Cli.Metrics;

/// <summary>Two models on the same photos.</summary>
/// <param name="BothRight">Photos that both classify correctly.</param>
/// <param name="OnlyFirstRight">Photos that only the first classifies correctly.</param>
/// <param name="OnlySecondRight">Photos that only the second classifies correctly.</param>
/// <param name="BothWrong">Photos that neither classifies correctly.</param>
internal sealed record ModelComparison(int BothRight, int OnlyFirstRight, int OnlySecondRight, int BothWrong)
{
    /// <summary>
    /// How often two models that are equally good would differ at least as much, by chance: the exact, two-sided McNemar
    /// test, which is a binomial test on the photos that only one of them classifies correctly. Source: Dietterich, "Approximate
    /// Statistical Tests for Comparing Supervised Classification Learning Algorithms", 1998, section 3.1.
    /// </summary>
    public double PValue
    {
        get
        {
            var trials = OnlyFirstRight + OnlySecondRight;
            // In logarithms, as 2 to the power of -trials is 0 for a thousand and more.
            var (sum, log) = (0.0, -trials * Math.Log(2));
            for (var k = 0; k <= Math.Min(OnlyFirstRight, OnlySecondRight); k++)
            {
                sum += Math.Exp(log);
                log += Math.Log((double)(trials - k) / (k + 1));
            }

            return Math.Min(1, 2 * sum);
        }
    }

    /// <summary>Compares answers to the photos that both models have answered.</summary>
    public static ModelComparison Of(IEnumerable<LabelledAnswer> first, IEnumerable<LabelledAnswer> second)
    {
        var others = second.ToDictionary(a => a.Photo);
        var pairs = first
            .Where(a => others.ContainsKey(a.Photo))
            .Select(a => (First: a.IsRight, Second: others[a.Photo].IsRight))
            .ToList();
        return new ModelComparison(
            pairs.Count(p => p is (true, true)),
            pairs.Count(p => p is (true, false)),
            pairs.Count(p => p is (false, true)),
            pairs.Count(p => p is (false, false))
        );
    }
}
