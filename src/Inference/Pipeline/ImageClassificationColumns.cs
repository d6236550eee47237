using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Names of the columns that <see cref="ImageClassificationEstimator"/> reads and adds.</summary>
public sealed record ImageClassificationColumns
{
    /// <summary>The photo: a path (text), an encoded photo (a vector of bytes), or an MLImage. Default: Photo.</summary>
    public string Photo { get; init; } = "Photo";

    /// <summary>Receives the picture that the model sees, an MLImage of its size. Default: ModelPicture.</summary>
    public string Picture { get; init; } = "ModelPicture";

    /// <summary>Receives the best label, text. Default: PredictedLabel.</summary>
    public string PredictedLabel { get; init; } = "PredictedLabel";

    /// <summary>Receives the best label's score, a single. Default: Score.</summary>
    public string Score { get; init; } = "Score";

    /// <summary>Receives the score of every label, a vector of singles whose slots are named by the labels. Default: Scores.</summary>
    public string Scores { get; init; } = "Scores";

    /// <summary>
    /// Receives what is wrong with a photo, empty text where nothing is. Default: null, there is no such column, and a
    /// bad photo ends the reading of the rows with its exception. With the column a bad photo gets an empty label and
    /// scores of NaN, and the reading goes on.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>
    /// Receives the photo's vector of features, for models that have it (<see cref="ImageModel.FeaturesName"/>). Default: null,
    /// there is no such column, and the graph is not asked for features.
    /// </summary>
    public string? Features { get; init; }

    /// <summary>
    /// Receives the graph's evidence, for models that have it (<see cref="ImageModel.EvidenceName"/>): one grid a label over
    /// <see cref="Picture"/>, in the graph's shape. Default: null, there is no such column, and the graph is not asked for
    /// evidence.
    /// </summary>
    public string? Evidence { get; init; }

    /// <summary>What the columns ask for of the graph beside the scores.</summary>
    internal ExtraOutputs Extras =>
        (Features is null ? ExtraOutputs.None : ExtraOutputs.Features)
        | (Evidence is null ? ExtraOutputs.None : ExtraOutputs.Evidence);

    /// <exception cref="ArgumentException">A name is missing or there twice, or the model lacks what a column asks for.</exception>
    internal void Validate(ImageModel model)
    {
        string?[] names = [Photo, Picture, PredictedLabel, Score, Scores, Error, Features, Evidence];
        if (
            names.Take(5).Any(string.IsNullOrWhiteSpace)
            || names.Skip(5).Any(name => name is not null && string.IsNullOrWhiteSpace(name))
        )
            throw new ArgumentException("Each column needs a name.");
        if (Features is not null && model.FeaturesName is null)
            throw new ArgumentException($"The model {model.Name} has no output of features for column '{Features}'.");
        if (Evidence is not null && model.EvidenceName is null)
            throw new ArgumentException($"The model {model.Name} has no output of evidence for column '{Evidence}'.");
        var used = names.OfType<string>().ToList();
        if (used.Distinct(StringComparer.Ordinal).Count() < used.Count)
            throw new ArgumentException($"Each column needs a name of its own: {string.Join(", ", used)}.");
    }
}
