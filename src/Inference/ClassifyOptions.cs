namespace ClothesClassification.Inference;

/// <summary>What to answer for a photo.</summary>
public sealed record ClassifyOptions
{
    /// <summary>All labels, whatever their score.</summary>
    public static ClassifyOptions Default { get; } = new();

    /// <summary>How many predictions to give, best first; at least 1. Default: null, all labels.</summary>
    public int? Top { get; init; }

    /// <summary>
    /// Score below which a prediction is left out, so that the list can be empty. Default: 0. With probabilities the
    /// useful range is 0 to 1. <see cref="Top"/> applies to what is left.
    /// </summary>
    public float MinimumScore { get; init; }

    /// <summary>What the options ask for of a ranked list.</summary>
    internal IReadOnlyList<Prediction> Select(Prediction[] ranked)
    {
        var count = ranked.TakeWhile(p => p.Score >= MinimumScore).Count();
        count = Math.Min(count, Top ?? count);
        return count == ranked.Length ? ranked : ranked[..count];
    }

    internal void Validate()
    {
        if (Top is { } top)
            ArgumentOutOfRangeException.ThrowIfLessThan(top, 1, nameof(Top));
        if (!float.IsFinite(MinimumScore))
            throw new ArgumentOutOfRangeException(
                nameof(MinimumScore),
                MinimumScore,
                "The minimum score is not a finite number."
            );
    }
}
