using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Observability;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>The outcome for one photo.</summary>
/// <param name="Answer">Its classification; null where there is a problem.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="LogDetail">What only the log may learn of the problem.</param>
/// <param name="Bytes">Size of the photo; null where its bytes were never there.</param>
/// <param name="FetchTime">Time that fetching it took.</param>
internal sealed record PhotoClassification(
    Classification? Answer,
    Problem? Problem,
    string? LogDetail,
    int? Bytes,
    TimeSpan FetchTime
)
{
    private StageTimes Stages =>
        Answer?.Durations is { } stages
            ? new StageTimes(FetchTime, stages.Inspect + stages.Decode, stages.Resize, stages.Model)
            {
                Explain = stages.Explain,
            }
            : new StageTimes(FetchTime, default, default, default);

    /// <summary>What is logged about the photos of a request.</summary>
    /// <param name="input">How they came.</param>
    /// <param name="photos">The photos, at least one.</param>
    public static PhotoSummary Summarize(string input, ReadOnlySpan<PhotoClassification> photos)
    {
        var summary = new PhotoSummary { Input = input, Label = photos[0].Answer?.Best.Label };
        foreach (var photo in photos)
            summary = summary with
            {
                Count = summary.Count + (photo.Bytes is null ? 0 : 1),
                Bytes = summary.Bytes + (photo.Bytes ?? 0),
                ErrorDetail = summary.ErrorDetail ?? photo.LogDetail,
                Stages = summary.Stages + photo.Stages,
            };
        return summary;
    }
}
