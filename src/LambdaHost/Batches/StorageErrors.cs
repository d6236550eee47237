using System.Net;
using Amazon.Runtime;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// Tells what an error of S3 is about: one photo, the whole batch, or a moment in which S3 cannot help:
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"/>.
/// </summary>
internal static class StorageErrors
{
    private static readonly string[] Passing =
    [
        "SlowDown",
        "ExpiredToken",
        "RequestTimeout",
        "RequestTimeTooSkewed",
        "RequestLimitExceeded",
        "Throttling",
        "ThrottlingException",
        "KMS.ThrottlingException",
        "TooManyRequests",
        "TooManyRequestsException",
    ];

    private static readonly string[] OfBucket =
    [
        "NoSuchBucket",
        "InvalidBucketName",
        "PermanentRedirect",
        "TemporaryRedirect",
        "AuthorizationHeaderMalformed",
        "IllegalLocationConstraintException",
        "InvalidAccessKeyId",
        "SignatureDoesNotMatch",
        "InvalidToken",
        "AccountProblem",
        "AllAccessDisabled",
        "NotSignedUp",
    ];

    /// <summary>Why a photo could not be read.</summary>
    public static Problem OfPhoto(Exception exception, string bucket)
    {
        if (exception is not AmazonServiceException error || IsPassing(error) || IsOfBucket(error))
            return OfOutput(exception, bucket);
        return (error.ErrorCode, error.StatusCode) switch
        {
            ("InvalidObjectState", _) => new(
                BatchProblems.ObjectArchived,
                "The object is in an archive (Glacier); restore it, and run a job for it."
            ),
            // 405: the version is a delete marker.
            (_, HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed) => new(
                BatchProblems.ObjectNotFound,
                "There is no such object, or it has been deleted."
            ),
            (_, HttpStatusCode.Forbidden) => new(
                BatchProblems.ObjectForbidden,
                "S3 denies access: the role needs s3:GetObject for it (s3:GetObjectVersion with a version, kms:Decrypt with a KMS key). Without s3:ListBucket this is also said of an object that is missing."
            ),
            _ => new(BatchProblems.ObjectRefused, $"S3 does not give the object. It says {Said(error)}"),
        };
    }

    /// <summary>Why the place for the answers could not be read or written, or a bucket or S3 itself not be used.</summary>
    public static Problem OfOutput(Exception exception, string bucket) =>
        exception switch
        {
            AmazonServiceException error when !IsPassing(error) => new(
                BatchProblems.Refused,
                error.StatusCode == HttpStatusCode.Forbidden && !IsOfBucket(error)
                    ? $"S3 denies access to the output in the bucket {bucket}: the role needs s3:GetObject and s3:PutObject there, and s3:ListBucket of the bucket. S3 says {Said(error)}"
                    : $"S3 refuses the bucket {bucket}. It says {Said(error)}"
            ),
            AmazonServiceException error => Unavailable(Said(error)),
            // Credentials or a region that are missing, for one.
            AmazonClientException { InnerException: null } error => new(BatchProblems.Refused, Sentence(error.Message)),
            OperationCanceledException => Unavailable("it did not answer in time."),
            _ => Unavailable(Sentence(exception.Message)),
        };

    private static Problem Unavailable(string reason) =>
        new(BatchProblems.Unavailable, $"S3 could not be used now; try again later: {reason}");

    private static bool IsPassing(AmazonServiceException error) =>
        error.Retryable is not null
        || (int)error.StatusCode is 0 or 408 or 429 or >= 500
        || Passing.Contains(error.ErrorCode);

    private static bool IsOfBucket(AmazonServiceException error) =>
        (int)error.StatusCode is 301 or 307 || OfBucket.Contains(error.ErrorCode);

    private static string Said(AmazonServiceException error) => $"{error.ErrorCode}: {Sentence(error.Message)}";

    private static string Sentence(string message) => message.TrimEnd('.') + ".";
}
