using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;

namespace ClothesClassification.Training;

/// <summary>What a training found out, and where its model is.</summary>
public sealed class TrainingResult
{
    /// <summary>The model that was written, read and checked, in the precision that is the manifest's default.</summary>
    public required ImageModel Model { get; init; }

    /// <summary>The labels, in the order of the model's outputs, with the photos that each was trained on.</summary>
    public required IReadOnlyList<TrainedLabel> Labels { get; init; }

    /// <summary>
    /// The answers to the photos in that precision, in the order of the photos: each by a last layer that was trained without
    /// the photo, its copies and its group. Photos that were left out have none, nor have those of a label that cannot be measured.
    /// </summary>
    public required IReadOnlyList<TrainingAnswer> Answers { get; init; }

    /// <summary>Accuracy of such answers for each of the model's files, the default precision first; empty where nothing can be measured.</summary>
    public required IReadOnlyList<TrainingAccuracy> Accuracy { get; init; }

    /// <summary>The strengths of the L2 regularisation that were tried, weakest first, with what each gave.</summary>
    public required IReadOnlyList<RegularizationTrial> Trials { get; init; }

    /// <summary>The chosen strength.</summary>
    public required double Regularization { get; init; }

    /// <summary>
    /// What the layer's logits were divided by, so that its probabilities are as often right as they say; the model has it in its weights.
    /// Of the default precision; 1 where nothing is measured.
    /// </summary>
    public required double Temperature { get; init; }

    /// <summary>Whether mirrored and nearer copies of the photos helped, so that they were trained on, too.</summary>
    public required bool UsesCopies { get; init; }

    /// <summary>How accuracy grows with the number of photos, fewest first; empty where there are too few.</summary>
    public required IReadOnlyList<LearningCurvePoint> LearningCurve { get; init; }

    /// <summary>What whoever trains should know.</summary>
    public required IReadOnlyList<TrainingNote> Notes { get; init; }

    /// <summary>Parts of the cross-validation: fewer than asked for where there are few photos.</summary>
    public int Folds { get; init; }

    /// <summary>Photos that were trained on and whose features were found in the cache.</summary>
    public int FromCache { get; init; }
}

/// <summary>A label, with its photos.</summary>
/// <param name="Label">The label.</param>
/// <param name="Photos">Photos that it was trained on.</param>
/// <param name="Weight">What each of them counts in training, 1 on average over all labels' photos.</param>
public sealed record TrainedLabel(string Label, int Photos, double Weight);

/// <summary>The answer to a photo by a model that had not seen it.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Predictions">A prediction for each label, best first.</param>
/// <param name="Confidence">Whether the answer could be relied on; null where the model is not calibrated.</param>
public sealed record TrainingAnswer(TrainingPhoto Photo, IReadOnlyList<Prediction> Predictions, Confidence? Confidence)
{
    /// <summary>Whether the best label is the photo's own.</summary>
    public bool IsRight => Predictions[0].Label == Photo.Label;

    /// <summary>The score of the photo's own label: a low one may mean that the label is wrong.</summary>
    public float Support => Predictions.First(p => p.Label == Photo.Label).Score;
}

/// <summary>How often answers to photos were right that the model had not seen.</summary>
/// <param name="Precision">The model's file, such as <c>int8</c>.</param>
/// <param name="Photos">Number of photos.</param>
/// <param name="Top1">Share of them whose best label is right.</param>
/// <param name="Top3">Share of them whose right label is among the best three.</param>
/// <param name="Interval">Between what <paramref name="Top1"/> lies, with 95 % confidence.</param>
public sealed record TrainingAccuracy(string Precision, int Photos, double Top1, double Top3, ShareInterval Interval);

/// <summary>What a strength of the regularisation gave in cross-validation.</summary>
/// <param name="Regularization">The strength.</param>
/// <param name="LogLoss">Mean of -log p of the right label, with the best temperature, and a little doubt that the label is right.</param>
/// <param name="Accuracy">Share of the photos whose best label is right.</param>
public sealed record RegularizationTrial(double Regularization, double LogLoss, double Accuracy);

/// <summary>Accuracy with a part of the photos.</summary>
/// <param name="Photos">Photos that were trained on, on average over the folds.</param>
/// <param name="Accuracy">Share of right answers to the photos of the fold that was left out.</param>
public sealed record LearningCurvePoint(double Photos, double Accuracy);
