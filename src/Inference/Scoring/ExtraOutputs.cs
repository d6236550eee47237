using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Scoring;

/// <summary>What to ask of a graph beside the scores.</summary>
[Flags]
internal enum ExtraOutputs
{
    None = 0,
    Features = 1,
    Evidence = 2,

    /// <summary>How alike the photo is to those of the calibration, from the features.</summary>
    Likeness = 4,
    All = Features | Evidence | Likeness,
}

internal static class ExtraOutputsExtensions
{
    /// <summary>Names of the outputs that the model has of those.</summary>
    public static IEnumerable<string> NamesOf(this ExtraOutputs outputs, ImageModel model)
    {
        if ((outputs & (ExtraOutputs.Features | ExtraOutputs.Likeness)) != 0 && model.FeaturesName is { } features)
            yield return features;
        if (outputs.HasFlag(ExtraOutputs.Evidence) && model.EvidenceName is { } evidence)
            yield return evidence;
    }
}

/// <summary>What a graph gave beside the scores; null what was not asked for.</summary>
/// <param name="Features">The vector of features.</param>
/// <param name="Evidence">One grid a label over the model's picture, as the graph gives it: labels, rows, columns.</param>
/// <param name="Likeness">How alike the photo is to those of the calibration.</param>
internal readonly record struct ExtraValues(float[]? Features, float[]? Evidence, float? Likeness);
