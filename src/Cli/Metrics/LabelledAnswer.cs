using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Metrics;

/// <summary>A photo whose label is known, with a model's answer.</summary>
/// <param name="Photo">Its path below the evaluated folder, with <c>/</c>.</param>
/// <param name="Label">The right label.</param>
/// <param name="Predictions">The best predictions, best first, at least one.</param>
/// <param name="LabelScore">The score of the right label: a low one may mean that the label is wrong.</param>
/// <param name="Milliseconds">Time from its bytes to the answer; null where it was not measured.</param>
/// <param name="Confidence">Whether the answer can be relied on; null without a calibration.</param>
internal sealed record LabelledAnswer(
    string Photo,
    string Label,
    IReadOnlyList<Prediction> Predictions,
    double LabelScore,
    double? Milliseconds,
    Confidence? Confidence = null
)
{
    public Prediction Best => Predictions[0];

    public bool IsRight => Best.Label == Label;
}

/// <summary>A photo that got no answer.</summary>
/// <param name="Photo">Its path below the evaluated folder, with <c>/</c>.</param>
/// <param name="Error">Why, in a sentence.</param>
internal sealed record FailedPhoto(string Photo, string Error);
