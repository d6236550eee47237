using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference;

/// <summary>Whether an answer can be relied on, by the model's calibration.</summary>
/// <remarks>
/// The scores of an answer are the model's own, whatever the calibration. A calibration holds for photos like those that it
/// was made with.
/// </remarks>
/// <param name="Probability">Probability of the best label, after the calibration's temperature.</param>
/// <param name="Likeness">
/// How alike the photo is to those of the label that it is most alike to: the cosine of its features and the label's centroid,
/// both from the mean of all; null where the calibration has no centroids.
/// </param>
/// <param name="Reason">Why the answer is not to be relied on; None where it is.</param>
public readonly record struct Confidence(float Probability, float? Likeness, DoubtReason Reason)
{
    /// <summary>Whether the answer can be relied on.</summary>
    public bool IsConfident => Reason == DoubtReason.None;

    internal static Confidence Of(
        ModelCalibration calibration,
        Activation activation,
        ReadOnlySpan<float> values,
        float? likeness
    )
    {
        var (best, second) = CalibratedScores.BestTwo(values, calibration.Temperature, activation);
        var reason =
            likeness < calibration.MinimumLikeness ? DoubtReason.UnlikeTraining
            : best >= calibration.MinimumScore ? DoubtReason.None
            : best + second >= calibration.MinimumScore ? DoubtReason.Ambiguous
            : DoubtReason.LowScore;
        return new Confidence(best, likeness, reason);
    }
}
