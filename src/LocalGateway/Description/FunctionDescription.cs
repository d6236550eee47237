namespace ClothesClassification.LocalGateway.Description;

/// <summary>A Lambda function.</summary>
public sealed record FunctionDescription
{
    /// <summary>Name of the function.</summary>
    public required string Name { get; init; }

    /// <summary>Version that is invoked, as the function and its callers see it.</summary>
    public string Version { get; set; } = "$LATEST";

    /// <summary>How long an invocation may take, in seconds: 1 to 900.</summary>
    public int TimeoutSeconds { get; set; } = 25;

    /// <summary>Memory in MB, for the function's environment only; no limit is enforced.</summary>
    public int MemorySize { get; set; } = 2048;

    /// <summary>Handler, in the variable <c>_HANDLER</c>.</summary>
    public string Handler { get; set; } = "bootstrap";

    /// <summary>Variables of the function's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>();
}
