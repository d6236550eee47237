namespace ClothesClassification.LambdaHost.Observability;

/// <summary>
/// What one invocation came to, for its log line. Never the photo, and of a URL never more than its host: a query can
/// hold a signature.
/// </summary>
/// <param name="Status">Status of the response; for a direct invocation, the one that it would have had.</param>
internal sealed record RequestSummary(int Status)
{
    /// <summary>API Gateway's id; null for a direct invocation.</summary>
    public string? ApiRequestId { get; init; }

    /// <summary>Method and path of the route, <c>direct</c> or <c>warm-up</c>; null where none matched.</summary>
    public string? Route { get; init; }

    /// <summary>True where the event only kept the process alive: it has no durations to count.</summary>
    public bool IsWarmUp { get; init; }

    /// <summary>Code of the problem, where the request or a photo of it has one.</summary>
    public string? ErrorCode { get; init; }

    public PhotoSummary Photos { get; init; } = PhotoSummary.None;
}
