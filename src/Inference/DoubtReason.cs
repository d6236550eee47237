namespace ClothesClassification.Inference;

/// <summary>Why an answer is not to be relied on.</summary>
public enum DoubtReason
{
    /// <summary>It can be relied on, as far as the calibration says.</summary>
    None,

    /// <summary>The best label's probability is below the minimum.</summary>
    LowScore,

    /// <summary>The best label's probability is below the minimum, that of the best two together is not: it is one of the two.</summary>
    Ambiguous,

    /// <summary>The photo's features are unlike those of the photos of every label: it may show something else.</summary>
    UnlikeTraining,
}

/// <summary>The reasons' names outside of .NET.</summary>
public static class DoubtReasonExtensions
{
    /// <summary>The name in JSON and CSV: low-score, ambiguous or unlike-training; null for no reason.</summary>
    /// <param name="reason">The reason.</param>
    public static string? Code(this DoubtReason reason) =>
        reason switch
        {
            DoubtReason.LowScore => "low-score",
            DoubtReason.Ambiguous => "ambiguous",
            DoubtReason.UnlikeTraining => "unlike-training",
            _ => null,
        };
}
