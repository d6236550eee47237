namespace ClothesClassification.LocalGateway.Description;

/// <summary>A stage of an API.</summary>
public sealed record StageDescription
{
    /// <summary>Name: the first segment of every path.</summary>
    public required string Name { get; init; }

    /// <summary>Identifier of the deployment that the stage shows, as it stands in events.</summary>
    public string DeploymentId { get; set; } = "local0";

    /// <summary>Stage variables, as they stand in events and in templates of gateway responses.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; set; } = new Dictionary<string, string>();

    /// <summary>Limit of all requests to the stage together; null: none.</summary>
    public ThrottleDescription? Throttle { get; init; }
}
