using System.Text.Json.Serialization;

namespace ClothesClassification.Answers;

/// <summary>A line of a batch for a photo that could not be answered: it has <c>error</c> in place of a label.</summary>
/// <param name="File">The photo's address, <c>s3://bucket/key</c>.</param>
/// <param name="Error">Why there is no answer.</param>
/// <param name="Key">The object's key.</param>
/// <param name="VersionId">The object's version; null where none was named.</param>
/// <param name="Etag">The object's ETag, without quotation marks; null where it is not known.</param>
internal sealed record UnansweredPhoto(
    string File,
    PhotoError Error,
    string Key,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VersionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Etag
);

/// <summary>Why a photo has no answer: the members of RFC 9457, as the API gives them.</summary>
internal sealed record PhotoError(string Type, string Title, int Status, string Detail);
