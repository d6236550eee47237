using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Observability;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>What became of a batch.</summary>
/// <param name="Key">Key of the object with the lines.</param>
/// <param name="Part">What is in it.</param>
/// <param name="Skipped">Whether it had been there already.</param>
/// <param name="Photos">The photos that were answered now, in their order.</param>
internal sealed record BatchOutcome(string Key, BatchPart Part, bool Skipped, PhotoClassification[] Photos)
{
    /// <summary>What is logged about the photos that were answered.</summary>
    public static RequestSummary Summarize(string route, PhotoClassification[] photos) =>
        new(200)
        {
            Route = route,
            ErrorCode = Array.Find(photos, photo => photo.Problem is not null)?.Problem!.Kind.Code,
            Photos = photos is [] ? PhotoSummary.None : PhotoClassification.Summarize("s3", photos),
        };
}
