using ClothesClassification.Benchmarks.Ratios;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>What a row's measurements say of its limit.</summary>
internal enum Verdict
{
    /// <summary>Neither is shown.</summary>
    Open,

    /// <summary>The candidate is within its limit.</summary>
    Within,

    /// <summary>The candidate is over its limit.</summary>
    Slower,
}

/// <summary>
/// An equivalence test: the candidate's times against the baseline's, stretched to the limit. Being within has to be shown
/// as well as being over; with neither, more measurements are asked for.
/// </summary>
internal static class Decision
{
    /// <summary>Chance of a wrong verdict, at most, if measurements were independent.</summary>
    public const double Doubt = 0.001;

    public static Verdict Of(
        IReadOnlyList<double> candidate,
        IReadOnlyList<double> baseline,
        double limit,
        double noiseFloorNanoseconds
    )
    {
        double[] allowed = [.. baseline.Select(time => (time * limit) + noiseFloorNanoseconds)];
        if (Statistics.ChanceIfNotLarger(candidate, allowed) < Doubt)
            return Verdict.Slower;
        return Statistics.ChanceIfNotLarger(allowed, candidate) < Doubt ? Verdict.Within : Verdict.Open;
    }
}
