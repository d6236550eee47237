using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ClothesClassification.Cli.Batch.Aws;

internal sealed record StartedExecution(string ExecutionArn);

/// <summary>An execution of a state machine; times are seconds since 1970.</summary>
/// <param name="ExecutionArn">Its name.</param>
/// <param name="Status">RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING_REDRIVE.</param>
/// <param name="StartDate">When it started.</param>
/// <param name="StopDate">When it ended; null while it runs.</param>
/// <param name="RedriveDate">When it was started again last; null: never.</param>
/// <param name="Input">Its input, JSON.</param>
/// <param name="Error">Name of the error it ended with.</param>
/// <param name="Cause">The same in words.</param>
internal sealed record Execution(
    string ExecutionArn,
    string Status,
    double StartDate,
    double? StopDate,
    double? RedriveDate,
    string? Input,
    string? Error,
    string? Cause
)
{
    public bool HasEnded => Status is not ("RUNNING" or "PENDING_REDRIVE");
}

internal sealed record MapRuns([property: JsonPropertyName("mapRuns")] IReadOnlyList<MapRunName>? Runs);

internal sealed record MapRunName(string MapRunArn);

/// <summary>A distributed map at work.</summary>
/// <param name="MaxConcurrency">Batches at a time, at most; 0: as many as Step Functions likes.</param>
/// <param name="ItemCounts">Of photos.</param>
/// <param name="ExecutionCounts">Of batches.</param>
internal sealed record MapRun(int MaxConcurrency, MapCounts ItemCounts, MapCounts ExecutionCounts);

internal sealed record MapCounts(
    long Pending,
    long Running,
    long Succeeded,
    long Failed,
    long TimedOut,
    long Aborted,
    long Total
)
{
    public long Lost => Failed + TimedOut + Aborted;

    public long Ended => Succeeded + Lost;
}

internal sealed record StatesError(
    [property: JsonPropertyName("__type")] string? Type,
    string? Message,
    [property: JsonPropertyName("Message")] string? OtherMessage
)
{
    // Some services put a name space in front: com.amazonaws.states#ExecutionDoesNotExist.
    public string Code => Type?.Split('#')[^1] ?? "";

    public string Words => Message ?? OtherMessage ?? "";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(StartedExecution))]
[JsonSerializable(typeof(Execution))]
[JsonSerializable(typeof(MapRuns))]
[JsonSerializable(typeof(MapRun))]
[JsonSerializable(typeof(StatesError))]
internal sealed partial class StatesJsonContext : JsonSerializerContext;
