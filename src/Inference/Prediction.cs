namespace ClothesClassification.Inference;

/// <summary>One label with its score.</summary>
/// <param name="Label">The label, from the model's manifest.</param>
/// <param name="Score">The label's score; with softmax, the probability that the model gives it, 0 to 1.</param>
/// <param name="Logit">The value before the activation; null where the graph does not give it.</param>
public readonly record struct Prediction(string Label, float Score, float? Logit);
