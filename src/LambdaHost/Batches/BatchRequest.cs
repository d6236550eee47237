using System.Text.Json;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>Photos in a bucket, and where their answers go.</summary>
/// <param name="Items">The photos in their order, at least one.</param>
/// <param name="Bucket">The bucket that they are in.</param>
/// <param name="Output">Where the answers go.</param>
/// <param name="Options">What to answer.</param>
internal sealed record BatchRequest(
    IReadOnlyList<BatchItem> Items,
    string Bucket,
    OutputPlace Output,
    ClassifyOptions Options
)
{
    /// <summary>Whether a photo without a version is another one once its ETag is another.</summary>
    public bool EtagsCount { get; init; }

    /// <summary>Whether the caller pays for reading the photos.</summary>
    public bool RequesterPays { get; init; }
}

/// <summary>One photo in a bucket.</summary>
/// <param name="Key">Its key, as S3 knows it.</param>
/// <param name="VersionId">Its version; null for the latest.</param>
/// <param name="Etag">Its ETag by the list, without quotation marks; null where the list does not say.</param>
/// <param name="Size">Its bytes by the list; null where the list does not say.</param>
/// <param name="Json">The item as it came, to be handed back.</param>
internal sealed record BatchItem(string Key, string? VersionId, string? Etag, long? Size, JsonElement Json);
