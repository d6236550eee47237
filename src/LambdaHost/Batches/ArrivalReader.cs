using System.Text.Json;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// Reads a message of a queue that EventBridge sends S3's events to:
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html"/>. Keys are not encoded in these.
/// </summary>
/// <param name="output">Where answers go.</param>
internal sealed class ArrivalReader(OutputPlace output)
{
    /// <returns>A batch of the one photo that has arrived; null for the answers themselves, where a rule lets them through.</returns>
    /// <exception cref="ProblemException">The message is not about an object that was created.</exception>
    public BatchRequest? Read(string message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            if (
                root.GetProperty("source"u8).GetString() == "aws.s3"
                && root.GetProperty("detail-type"u8).GetString() == "Object Created"
            )
                return Read(root.GetProperty("detail"u8));
        }
        // Not JSON, not an object, a member that is missing or of another type.
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException) { }

        throw new ProblemException(
            BatchProblems.Invalid,
            "The message is not S3's event \"Object Created\" as EventBridge sends it; let the rule select detail-type Object Created."
        );
    }

    private BatchRequest? Read(JsonElement detail)
    {
        var photo = detail.GetProperty("object"u8);
        var key = photo.GetProperty("key"u8).GetString()!;
        var bucket = detail.GetProperty("bucket"u8).GetProperty("name"u8).GetString()!;
        if (bucket == output.Bucket && key.StartsWith(output.JobPrefix, StringComparison.Ordinal))
            return null;
        var item = new BatchItem(key, Text(photo, "version-id"), Text(photo, "etag"), Size(photo), default);
        return new BatchRequest([item], bucket, output, ClassifyOptions.Default) { EtagsCount = true };
    }

    private static string? Text(JsonElement photo, string name) =>
        photo.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Size(JsonElement photo) =>
        photo.TryGetProperty("size"u8, out var value) && value.TryGetInt64(out var size) ? size : null;
}
