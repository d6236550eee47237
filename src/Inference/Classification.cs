using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference;

/// <summary>The answer for one photo.</summary>
public sealed class Classification
{
    /// <summary>
    /// The predictions, best first: those that <see cref="ClassifyOptions"/> asked for. Equal scores keep the model's
    /// order of labels.
    /// </summary>
    public required IReadOnlyList<Prediction> Predictions { get; init; }

    /// <summary>The best prediction, whatever the minimum score.</summary>
    public required Prediction Best { get; init; }

    /// <summary>The score of every label.</summary>
    public required LabelledValues Scores { get; init; }

    /// <summary>The logit of every label; null where the graph does not give logits.</summary>
    public required LabelledValues? Logits { get; init; }

    /// <summary>
    /// Where in the photo the logits come from; null where <see cref="ClassifyOptions.Evidence"/> did not ask for it.
    /// </summary>
    public PhotoEvidence? Evidence { get; init; }

    /// <summary>
    /// What the last layer sees of the photo, a vector of the same length for every photo; empty where
    /// <see cref="ClassifyOptions.Features"/> did not ask for it. The cosine of two vectors tells how alike two photos are to
    /// this model.
    /// </summary>
    public ReadOnlyMemory<float> Features { get; init; }

    /// <summary>Whether the answer can be relied on; null where the model has not been calibrated.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>Name of the model, from its manifest.</summary>
    public required string ModelName { get; init; }

    /// <summary>Version of the model, from its manifest.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Sizes of the photo, as sent and as decoded.</summary>
    public required PhotoSize Size { get; init; }

    /// <summary>How long each stage took.</summary>
    public required StageDurations Durations { get; init; }
}
