using System.Text.Json.Nodes;
using ClothesClassification.Cli.Batch.Aws;

namespace ClothesClassification.Cli.Batch.Watching;

/// <summary>How a job is.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Map">The counts; null before the photos are being listed.</param>
/// <param name="Now">When this was asked.</param>
internal sealed record JobStatus(Execution Execution, MapRun? Map, DateTimeOffset Now)
{
    /// <summary>When it began, or was last begun again.</summary>
    public DateTimeOffset Begun => Time(Execution.RedriveDate ?? Execution.StartDate);

    /// <summary>How long it has been at work.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            var elapsed = (Execution.HasEnded && Execution.StopDate is { } stop ? Time(stop) : Now) - Begun;
            return elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero;
        }
    }

    /// <summary>Photos a second; null where none is done. After a redrive it counts those from before, too.</summary>
    public double? Rate =>
        Map is { ItemCounts.Ended: > 0 and var done } && Elapsed > TimeSpan.Zero ? done / Elapsed.TotalSeconds : null;

    /// <summary>How long the photos that are listed so far will take; null where that cannot be said.</summary>
    public TimeSpan? Left =>
        !Execution.HasEnded && Rate is { } rate
            ? TimeSpan.FromSeconds((Map!.ItemCounts.Total - Map.ItemCounts.Ended) / rate)
            : null;

    /// <summary>Where the job writes; null where its input does not say so.</summary>
    public string? Place
    {
        get
        {
            try
            {
                return
                    JsonNode.Parse(Execution.Input ?? "") is JsonObject input
                    && input["output"]?.GetValue<string>() is { } output
                    && input["job"]?.GetValue<string>() is { } job
                    ? $"{output.TrimEnd('/')}/{job}"
                    : null;
            }
            catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
            {
                return null;
            }
        }
    }

    public static async Task<JobStatus> ReadAsync(
        StatesClient states,
        string execution,
        CancellationToken cancellationToken
    )
    {
        var described = await states.DescribeAsync(execution, cancellationToken).ConfigureAwait(false);
        var map = await states.DescribeMapAsync(execution, cancellationToken).ConfigureAwait(false);
        return new JobStatus(described, map, TimeProvider.System.GetUtcNow());
    }

    private static DateTimeOffset Time(double seconds) => DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds);
}
