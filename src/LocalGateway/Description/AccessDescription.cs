namespace ClothesClassification.LocalGateway.Description;

/// <summary>A key of an API.</summary>
public sealed record ApiKeyDescription
{
    /// <summary>Name, as it stands in the log.</summary>
    public required string Name { get; init; }

    /// <summary>Identifier, as it stands in events.</summary>
    public string Id { get; set; } = "localkey00";

    /// <summary>The key itself: at least 20 characters, as API Gateway demands.</summary>
    public required string Value { get; init; }

    /// <summary>Whether it opens anything. Default: true.</summary>
    public bool Enabled { get; set; } = true;
}

/// <summary>Limits for each key.</summary>
public sealed record UsagePlanDescription
{
    /// <summary>Rate and burst; null: none.</summary>
    public ThrottleDescription? Throttle { get; init; }

    /// <summary>Requests in a period; null: any number.</summary>
    public QuotaDescription? Quota { get; init; }
}

/// <summary>A token bucket.</summary>
public sealed record ThrottleDescription
{
    /// <summary>Tokens that come back each second.</summary>
    public required double RateLimit { get; init; }

    /// <summary>Tokens that the bucket holds.</summary>
    public required int BurstLimit { get; init; }
}

/// <summary>How many requests a period may have.</summary>
public sealed record QuotaDescription
{
    /// <summary>Requests in a period.</summary>
    public required long Limit { get; init; }

    /// <summary>DAY, WEEK (from Sunday) or MONTH, in UTC.</summary>
    public required string Period { get; init; }

    /// <summary>Requests taken off the first period.</summary>
    public long Offset { get; init; }
}
