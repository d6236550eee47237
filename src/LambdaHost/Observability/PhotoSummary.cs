namespace ClothesClassification.LambdaHost.Observability;

/// <summary>The photos of one request: input form and outcome.</summary>
internal sealed record PhotoSummary
{
    public static readonly PhotoSummary None = new();

    /// <summary>How photos came: url, base64, binary, multipart; null if unknown.</summary>
    public string? Input { get; init; }

    /// <summary>Photos whose bytes were there.</summary>
    public int Count { get; init; }

    public long Bytes { get; init; }

    /// <summary>Best label of the first photo.</summary>
    public string? Label { get; init; }

    /// <summary>Details for the log only, such as the address that a name led to.</summary>
    public string? ErrorDetail { get; init; }

    public StageTimes Stages { get; init; }
}
