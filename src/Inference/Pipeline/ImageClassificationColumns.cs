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

    internal void Validate()
    {
        string?[] names = [Photo, Picture, PredictedLabel, Score, Scores, Error];
        if (names.Take(5).Any(string.IsNullOrWhiteSpace) || Error is { } error && string.IsNullOrWhiteSpace(error))
            throw new ArgumentException("Each column needs a name.");
        var used = names.OfType<string>().ToList();
        if (used.Distinct(StringComparer.Ordinal).Count() < used.Count)
            throw new ArgumentException($"Each column needs a name of its own: {string.Join(", ", used)}.");
    }
}
