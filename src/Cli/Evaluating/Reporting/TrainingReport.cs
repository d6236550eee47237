using ClothesClassification.Training;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>How a model was trained whose answers a report sums up.</summary>
/// <param name="Base">The model whose network it has.</param>
/// <param name="Folder">The model folder.</param>
/// <param name="Folds">Parts of the cross-validation.</param>
/// <param name="Regularization">The chosen strength of the L2 regularisation.</param>
/// <param name="Temperature">What the logits were divided by; the model has it in its layer.</param>
/// <param name="Seconds">Time in all.</param>
/// <param name="Labels">The photos that each label was trained on.</param>
/// <param name="LearningCurve">Accuracy with a part of the photos, fewest first; empty where there are too few.</param>
/// <param name="Notes">What was found, and what was done about it.</param>
/// <param name="Next">What to do next.</param>
internal sealed record TrainingReport(
    string Base,
    string Folder,
    int Folds,
    double Regularization,
    double Temperature,
    double Seconds,
    IReadOnlyDictionary<string, int> Labels,
    IReadOnlyList<LearningCurvePoint> LearningCurve,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Next
);
