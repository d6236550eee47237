namespace ClothesClassification.Training;

/// <summary>
/// Between what an accuracy can lie, with 95 % confidence, when it was found on so many photos. Source: Wilson, "Probable
/// Inference, the Law of Succession, and Statistical Inference", 1927. Where photos belong together, their number is divided by the
/// design effect: Kish, "Survey Sampling", 1965, section 8.2.
/// </summary>
public sealed record ShareInterval(double Low, double High)
{
    // The standard normal distribution's 97.5th percentile.
    private const double Z = 1.959964;

    /// <param name="part">Right answers.</param>
    /// <param name="whole">Answers.</param>
    internal static ShareInterval Of(int part, int whole) =>
        whole == 0 ? new ShareInterval(0, 1) : Wilson((double)part / whole, whole);

    /// <summary>Answers to photos of one thing say less than as many to photos of different ones.</summary>
    /// <param name="answers">Each with a number that is the same for photos that belong together.</param>
    internal static ShareInterval Of(IReadOnlyList<(int Unit, bool IsRight)> answers)
    {
        if (answers.Count == 0)
            return new ShareInterval(0, 1);
        var share = answers.Average(a => a.IsRight ? 1.0 : 0);
        var units = answers.GroupBy(a => a.Unit).Select(unit => unit.Sum(a => (a.IsRight ? 1 : 0) - share)).ToList();
        // How many times the variance of as many answers that stand alone; not a number where all are right or all wrong, which says
        // nothing of how alike a unit's answers are.
        var effect =
            units.Sum(sum => sum * sum) * units.Count / (units.Count - 1) / (answers.Count * share * (1 - share));
        return Wilson(
            share,
            double.IsNaN(effect) ? units.Count : Math.Clamp(answers.Count / effect, units.Count, answers.Count)
        );
    }

    private static ShareInterval Wilson(double share, double whole)
    {
        var center = share + (Z * Z / (2 * whole));
        var spread = Z * Math.Sqrt((share * (1 - share) / whole) + (Z * Z / (4 * whole * whole)));
        var scale = 1 + (Z * Z / whole);
        return new ShareInterval(Math.Max(0, (center - spread) / scale), Math.Min(1, (center + spread) / scale));
    }
}
