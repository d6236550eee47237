using System.Globalization;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Batch.Watching;

/// <summary>Writes how a job is for people.</summary>
internal static class StatusTable
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static void Write(JobStatus status, JobCost cost)
    {
        using var output = new OutputConsole();
        foreach (var (name, value) in Rows(status, cost))
            output.Text.WriteLine($"{name, -9}{value}");
    }

    /// <summary>The same in short, for the bar.</summary>
    public static string Line(JobStatus status, JobCost cost) =>
        string.Create(
            Culture,
            $"{status.Rate ?? 0:N1} photos/s, {status.Map?.ItemCounts.Lost ?? 0:N0} failed, at most {Dollars(status, cost)}"
        );

    private static string Dollars(JobStatus status, JobCost cost) =>
        string.Create(Culture, $"${(status.Map is { } map ? cost.AtMost(map, status.Elapsed) : 0):F4}");

    private static IEnumerable<(string Name, string Value)> Rows(JobStatus status, JobCost cost)
    {
        var execution = status.Execution;
        yield return (
            "Status",
            $"{execution.Status}, {Duration(status.Elapsed)} since {status.Begun:yyyy-MM-dd HH:mm:ss} UTC"
        );
        if (execution.Error is { } error)
            yield return ("Error", $"{error}: {execution.Cause?.ReplaceLineEndings(" ")}");
        if (status.Map is not { } map)
        {
            if (!execution.HasEnded)
                yield return ("Photos", "not listed yet");
            yield break;
        }

        var photos = map.ItemCounts;
        yield return (
            "Photos",
            $"{Number(photos.Ended)} of {Number(photos.Total)}{Percent(photos.Ended, photos.Total)}"
        );
        yield return (
            "Failed",
            $"{Number(photos.Lost)} photos in {Number(map.ExecutionCounts.Lost)} of {Number(map.ExecutionCounts.Total)} batches"
        );
        if (status.Rate is { } rate)
            yield return (
                "Rate",
                $"{rate.ToString("N1", Culture)} photos a second{(status.Left is { } left ? $", {Duration(left)} left" : "")}"
            );
        yield return (
            "Cost",
            $"at most {Dollars(status, cost)}{(execution.HasEnded ? "" : " so far")}, with {cost.MemoryMb.ToString("N0", Culture)} MB"
        );
        if (status.Place is { } place)
            yield return ("Results", $"clothes batch results {place} --format csv --output answers.csv");
        if (execution.HasEnded && photos.Lost > 0)
            yield return ("", $"Failed batches are done again by: {Again(status)}");
    }

    // AWS does not redrive what has succeeded, as a job does with few failed batches.
    private static string Again(JobStatus status) =>
        status switch
        {
            { Execution: { Status: not "SUCCEEDED", ExecutionArn: var arn } } =>
                $"aws stepfunctions redrive-execution --execution-arn {arn}",
            { Place: { } place } => $"clothes batch submit ... --job {place.Split('/')[^1]} --again",
            _ => "clothes batch submit ... --again",
        };

    private static string Number(long number) => number.ToString("N0", Culture);

    private static string Percent(long part, long all) =>
        all == 0 ? "" : string.Create(Culture, $" ({100.0 * part / all:F1} %)");

    private static string Duration(TimeSpan time) =>
        time switch
        {
            { TotalMinutes: < 1 } => string.Create(Culture, $"{time.TotalSeconds:F0} s"),
            { TotalHours: < 1 } => string.Create(Culture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
            _ => string.Create(Culture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        };
}
