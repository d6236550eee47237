namespace ClothesClassification.Cli.Metrics;

/// <summary>How well a measure tells photos of the model's labels from photos of other things.</summary>
/// <param name="Area">
/// Area under the receiver operating characteristic: how often a photo of a label has the higher value than one of another
/// thing, equal values counting half. 0.5 is chance, 1 is perfect.
/// </param>
/// <param name="Points">What each threshold costs and brings.</param>
internal sealed record Separation(double Area, IReadOnlyList<SeparationPoint> Points)
{
    /// <param name="known">The measure for each photo of a label.</param>
    /// <param name="unknown">The measure for each photo of another thing.</param>
    public static Separation Of(IReadOnlyCollection<double> known, IReadOnlyCollection<double> unknown) =>
        new(
            AreaOf(known, unknown),
            [
                .. CoverageCurve.MinimumScores.Select(threshold => new SeparationPoint(
                    threshold,
                    Share(known, value => value < threshold),
                    Share(unknown, value => value >= threshold)
                )),
            ]
        );

    // The statistic of Mann and Whitney, from the sorted values.
    private static double AreaOf(IReadOnlyCollection<double> known, IReadOnlyCollection<double> unknown)
    {
        if (known.Count == 0 || unknown.Count == 0)
            return 0.5;
        var others = unknown.Order().ToArray();
        var (below, wins) = (0, 0.0);
        var upTo = 0;
        foreach (var value in known.Order())
        {
            while (below < others.Length && others[below] < value)
                below++;
            while (upTo < others.Length && others[upTo] <= value)
                upTo++;
            wins += (below + upTo) / 2.0;
        }

        return wins / known.Count / others.Length;
    }

    private static double Share(IReadOnlyCollection<double> values, Func<double, bool> condition) =>
        (double)values.Count(condition) / Math.Max(1, values.Count);
}

/// <summary>What a threshold costs and brings.</summary>
/// <param name="Threshold">The measure, at least.</param>
/// <param name="KnownLost">Share of the photos of labels that are below it: false rejects.</param>
/// <param name="UnknownAccepted">Share of the photos of other things that reach it: false accepts.</param>
internal sealed record SeparationPoint(double Threshold, double KnownLost, double UnknownAccepted);
