using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference;

/// <summary>What to answer for a photo.</summary>
public sealed record ClassifyOptions
{
    /// <summary>All labels, whatever their score.</summary>
    public static ClassifyOptions Default { get; } = new();

    /// <summary>How many predictions to give, best first; at least 1. Default: null, all labels.</summary>
    public int? Top { get; init; }

    /// <summary>
    /// Score below which a prediction is left out, so that the list can be empty. Default: null, none is left out. With
    /// probabilities the useful range is 0 to 1. <see cref="Top"/> applies to what is left.
    /// </summary>
    public float? MinimumScore { get; init; }

    /// <summary>
    /// How to find out where in the photo the scores come from: gives <see cref="Classification.Evidence"/>. Default: None.
    /// </summary>
    public EvidenceMethod Evidence { get; init; }

    /// <summary>
    /// Whether to give the photo's vector of features, <see cref="Classification.Features"/>; only for models that have it
    /// (<see cref="ImageModel.FeaturesName"/>). Default: false.
    /// </summary>
    public bool Features { get; init; }

    /// <summary>What to ask of the graph beside the scores.</summary>
    internal ExtraOutputs Extras =>
        (Features ? ExtraOutputs.Features : ExtraOutputs.None)
        | (Evidence == EvidenceMethod.Output ? ExtraOutputs.Evidence : ExtraOutputs.None);

    /// <summary>What the options ask for of a ranked list.</summary>
    internal IReadOnlyList<Prediction> Select(Prediction[] ranked)
    {
        var count = MinimumScore is { } minimum ? ranked.TakeWhile(p => p.Score >= minimum).Count() : ranked.Length;
        count = Math.Min(count, Top ?? count);
        return count == ranked.Length ? ranked : ranked[..count];
    }

    internal void Validate()
    {
        if (Top is { } top)
            ArgumentOutOfRangeException.ThrowIfLessThan(top, 1, nameof(Top));
        if (MinimumScore is { } minimum && !float.IsFinite(minimum))
            throw new ArgumentOutOfRangeException(
                nameof(MinimumScore),
                minimum,
                "The minimum score is not a finite number."
            );
        if (!Enum.IsDefined(Evidence))
            throw new ArgumentOutOfRangeException(nameof(Evidence), Evidence, "There is no such method.");
    }

    /// <exception cref="ArgumentException">An option asks for an output that the model does not have.</exception>
    internal void CheckOutputs(ImageModel model)
    {
        if (Evidence == EvidenceMethod.Output && model.EvidenceName is null)
            throw new ArgumentException(
                $"The model {model.Name} has no output of evidence: name it in outputs.evidence of its manifest, or ask for EvidenceMethod.Occlusion."
            );
        if (Features && model.FeaturesName is null)
            throw new ArgumentException(
                $"The model {model.Name} has no output of features: name it in outputs.features of its manifest."
            );
    }
}
