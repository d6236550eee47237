using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// What can be wrong with a batch as a whole, which fails the invocation, and with one object of it, which is a line. The HTTP API
/// has none of these.
/// </summary>
internal static class BatchProblems
{
    /// <summary>The event is not as it should be; calling again does not help.</summary>
    public static readonly ProblemKind Invalid = new("invalid-batch", 400, "The batch cannot be read");

    /// <summary>S3 throttles, fails or cannot be reached; calling again later helps.</summary>
    public static readonly ProblemKind Unavailable = new("storage-unavailable", 503, "S3 does not answer");

    /// <summary>A bucket, the region or the permissions are wrong; calling again does not help.</summary>
    public static readonly ProblemKind Refused = new("storage-refused", 403, "S3 refuses the batch");

    public static readonly ProblemKind ObjectNotFound = new("object-not-found", 404, "There is no such object");
    public static readonly ProblemKind ObjectForbidden = new("object-access-denied", 403, "The object may not be read");
    public static readonly ProblemKind ObjectArchived = new("object-archived", 422, "The object is archived");
    public static readonly ProblemKind ObjectRefused = new("object-refused", 422, "S3 does not give the object");
}
