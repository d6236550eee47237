using System.Globalization;
using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Remote;

/// <summary>How long calls took: the first one apart, since it opens the connection and often starts a function.</summary>
internal sealed class CallTimes
{
    private readonly List<double> later = [];
    private ApiCall? first;
    private int coldLater;
    private int retries;
    private int shrunk;

    public void Add(ApiCall call)
    {
        if (call.First)
            first = call;
        else
            later.Add(call.LatencyMs);
        if (!call.First && call.ColdStart)
            coldLater++;
        if (call.ShrunkFromBytes is not null)
            shrunk++;
    }

    public void AddAttempts(int attempts) => retries += Math.Max(0, attempts - 1);

    /// <summary>A line for stderr; null where no call was answered.</summary>
    public string? Summary()
    {
        if (first is null && later.Count == 0)
            return null;
        List<string> parts = [];
        if (first is not null)
            parts.Add($"first call {Text(first.LatencyMs)} ms{(first.ColdStart ? " (cold start)" : "")}");
        if (later.Count > 0)
        {
            var times = LatencySummary.Of(later);
            var cold = coldLater > 0 ? $" ({coldLater} cold)" : "";
            parts.Add(
                $"{later.Count} later{cold}: p50 {Text(times.P50)} ms, p90 {Text(times.P90)} ms, p99 {Text(times.P99)} ms, max {Text(times.Max)} ms"
            );
        }

        if (retries > 0)
            parts.Add($"{retries} {(retries == 1 ? "request" : "requests")} repeated");
        if (shrunk > 0)
            parts.Add($"{shrunk} {(shrunk == 1 ? "photo" : "photos")} shrunk to be sent");
        return string.Join("; ", parts);
    }

    private static string Text(double milliseconds) => milliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
