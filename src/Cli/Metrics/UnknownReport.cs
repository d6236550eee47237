using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Metrics;

/// <summary>What a model answers to photos of things that are none of its labels.</summary>
/// <param name="Photos">Photos of other things that were classified.</param>
/// <param name="Failed">Those that could not be.</param>
/// <param name="BestScore">How well the best score tells them from photos of the labels.</param>
/// <param name="Likeness">How well the likeness of the features does; null without a calibration with centroids.</param>
/// <param name="Confident">Shares that are called confident; null without a calibration.</param>
internal sealed record UnknownReport(
    int Photos,
    int Failed,
    Separation BestScore,
    Separation? Likeness,
    ConfidentShares? Confident
)
{
    public static UnknownReport Of(
        IReadOnlyList<LabelledAnswer> known,
        IReadOnlyList<UnknownAnswer> unknown,
        int failed
    ) =>
        new(
            unknown.Count,
            failed,
            Separation.Of([.. known.Select(k => (double)k.Best.Score)], [.. unknown.Select(u => (double)u.Score)]),
            unknown.All(u => u.Confidence?.Likeness is not null)
                ? Separation.Of(
                    Likenesses(known.Select(k => k.Confidence)),
                    Likenesses(unknown.Select(u => u.Confidence))
                )
                : null,
            unknown.All(u => u.Confidence is not null)
                ? new ConfidentShares(
                    Share(known.Select(k => k.Confidence)),
                    Share(unknown.Select(u => u.Confidence)),
                    Right([.. known.Where(k => k.Confidence is { IsConfident: true })])
                )
                : null
        );

    private static double[] Likenesses(IEnumerable<Confidence?> answers) =>
        [.. answers.Select(c => (double)c!.Value.Likeness!.Value)];

    private static double Share(IEnumerable<Confidence?> answers) =>
        answers.Select(c => c!.Value.IsConfident ? 1.0 : 0).DefaultIfEmpty().Average();

    private static double? Right(LabelledAnswer[] confident) =>
        confident.Length == 0 ? null : (double)confident.Count(c => c.IsRight) / confident.Length;
}

/// <summary>Shares of photos whose answer is called confident.</summary>
/// <param name="Known">Of the photos of labels.</param>
/// <param name="Unknown">Of the photos of other things.</param>
/// <param name="KnownRight">Of the confident answers to photos of labels, those that are right; null where there are none.</param>
internal sealed record ConfidentShares(double Known, double Unknown, double? KnownRight);

/// <summary>A model's answer to a photo of something else.</summary>
/// <param name="Score">The best score.</param>
/// <param name="Confidence">Null without a calibration.</param>
internal sealed record UnknownAnswer(float Score, Confidence? Confidence);
