using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.LocalGateway.Runtime;

/// <summary>How the function is started, and its environment.</summary>
internal sealed record FunctionSettings
{
    public required FunctionDescription Function { get; init; }

    /// <summary>Program and arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Where it runs: <c>LAMBDA_TASK_ROOT</c>.</summary>
    public required string TaskRoot { get; init; }

    public required string Region { get; init; }

    public required string AccountId { get; init; }

    /// <summary>Further variables, which win over those of the description.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Processes at most.</summary>
    public required int Concurrency { get; init; }

    /// <summary>How long a process may take to its first <c>next</c>; one that takes longer is started once more.</summary>
    public required TimeSpan InitTimeout { get; init; }

    /// <summary>How long an invocation may take.</summary>
    public required TimeSpan Timeout { get; init; }

    public string Arn => $"arn:aws:lambda:{Region}:{AccountId}:function:{Function.Name}";
}
