using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;
using Pragmastat;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>Significance tests.</summary>
internal static class Statistics
{
    /// <summary>One-sided p-value of the Mann-Whitney test that <paramref name="first"/> is greater than <paramref name="second"/>.</summary>
    public static double PValueIfNotGreater(IReadOnlyList<double> first, IEnumerable<double> second) =>
        MannWhitneyTest.Instance.GetPValue(
            new Sample([.. first]),
            new Sample([.. second]),
            AlternativeHypothesis.Greater,
            Threshold.Zero
        );
}
