using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;
using Pragmastat;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>Outcome of the test on time.</summary>
internal enum Verdict
{
    /// <summary>The measurements show neither.</summary>
    Undecided,

    /// <summary>The candidate is within its limit.</summary>
    Within,

    /// <summary>The candidate is over its limit.</summary>
    Slower,
}

/// <summary>
/// An equivalence test of the candidate's times against the baseline's times the limit: both outcomes need evidence, and
/// without it more rounds are measured.
/// </summary>
internal static class EquivalenceTest
{
    /// <summary>Significance level of each of the two one-sided tests.</summary>
    public const double Alpha = 0.001;

    public static Verdict Of(
        IReadOnlyList<double> candidate,
        IReadOnlyList<double> baseline,
        double limit,
        double noiseFloorNanoseconds
    )
    {
        double[] allowed = [.. baseline.Select(time => (time * limit) + noiseFloorNanoseconds)];
        if (PValueOfGreater(candidate, allowed) < Alpha)
            return Verdict.Slower;
        return PValueOfGreater(allowed, candidate) < Alpha ? Verdict.Within : Verdict.Undecided;
    }

    private static double PValueOfGreater(IEnumerable<double> first, IEnumerable<double> second) =>
        MannWhitneyTest.Instance.GetPValue(
            new Sample([.. first]),
            new Sample([.. second]),
            AlternativeHypothesis.Greater,
            Threshold.Zero
        );
}
