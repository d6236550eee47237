using ClothesClassification.Answers;
using ClothesClassification.Inference.Models;
using ClothesClassification.LambdaHost.Endpoints;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>One photo of a batch as a line: what the command line writes of it, and where it lies in S3.</summary>
internal static class BatchLine
{
    public static byte[] Of(
        BatchRequest batch,
        BatchItem item,
        string? etag,
        PhotoClassification photo,
        ImageModel model
    )
    {
        var file = $"s3://{batch.Bucket}/{item.Key}";
        if (photo.Answer is not { } classification)
        {
            var error = photo.Problem!.ToJson();
            return AnswerLine.Of(
                new UnansweredPhoto(
                    file,
                    new PhotoError(error.Type, error.Title, error.Status, error.Detail),
                    item.Key,
                    item.VersionId,
                    etag
                )
            );
        }

        var answer = Answer.Of(file, classification, model);
        return AnswerLine.Of(
            answer with
            {
                Key = item.Key,
                VersionId = item.VersionId,
                Etag = etag,
                DurationsMs = answer.DurationsMs! with { Fetch = photo.FetchTime.TotalMilliseconds },
            }
        );
    }
}
