using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;
using Pragmastat;

namespace ClothesClassification.Benchmarks.Ratios;

/// <summary>What measurements show.</summary>
internal static class Statistics
{
    /// <summary>Probability of such measurements if <paramref name="first"/> were not larger than <paramref name="second"/> (Mann and Whitney).</summary>
    public static double ChanceIfNotLarger(IReadOnlyList<double> first, IEnumerable<double> second) =>
        MannWhitneyTest.Instance.GetPValue(
            new Sample([.. first]),
            new Sample([.. second]),
            AlternativeHypothesis.Greater,
            Threshold.Zero
        );
}
