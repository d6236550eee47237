namespace ClothesClassification.LambdaHost.Observability;

/// <summary>The photos of one request: how they came, and what they came to.</summary>
internal sealed record PhotoSummary
{
    public static readonly PhotoSummary None = new();

    /// <summary>How photos came: url, base64, binary, multipart; null where that was not found out.</summary>
    public string? Input { get; init; }

    /// <summary>Photos whose bytes were there.</summary>
    public int Count { get; init; }

    public long Bytes { get; init; }

    /// <summary>Best label of the first photo.</summary>
    public string? Label { get; init; }

    /// <summary>What only the log may learn, such as the address that a name led to.</summary>
    public string? ErrorDetail { get; init; }

    public StageTimes Stages { get; init; }
}
