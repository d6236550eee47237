namespace ClothesClassification.LambdaHost.Observability;

/// <summary>
/// What is noted of one invocation while it is answered. Never the photo, and of a URL never more than its host: a
/// query can hold a signature.
/// </summary>
internal sealed class RequestRecord
{
    private int photos;
    private long photoBytes;

    public required string RequestId { get; init; }

    public required bool ColdStart { get; init; }

    /// <summary>API Gateway's id; null for a direct invocation.</summary>
    public string? ApiRequestId { get; set; }

    /// <summary>Method and path of the route, or <c>direct</c>; null where none matched.</summary>
    public string? Route { get; set; }

    public int Status { get; set; }

    /// <summary>How photos came: url, base64, binary, multipart.</summary>
    public string? Input { get; set; }

    public int Photos => photos;

    public long PhotoBytes => Interlocked.Read(ref photoBytes);

    /// <summary>Best label of the first photo.</summary>
    public string? Label { get; set; }

    /// <summary>Code of the problem, where the request or a photo of it has one.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>What the client is not told, such as the address that a name led to.</summary>
    public string? ErrorDetail { get; set; }

    public StageTimes Stages { get; } = new();

    /// <summary>Notes a photo; several threads may.</summary>
    public void AddPhoto(int bytes)
    {
        Interlocked.Increment(ref photos);
        Interlocked.Add(ref photoBytes, bytes);
    }
}
