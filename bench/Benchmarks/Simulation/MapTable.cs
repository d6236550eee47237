using ClothesClassification.Benchmarks.Results;

namespace ClothesClassification.Benchmarks.Simulation;

/// <summary>How long a job over photos in S3 takes, by simulation: the table of docs/batch.md.</summary>
internal static class MapTable
{
    /// <summary>A small photo in a batch of the published function, in seconds of one processor: docs/batch.md.</summary>
    private const double PhotoSeconds = 0.008;

    private const double GbSecond = 0.0000166667;
    private const double Gb = 1769 / 1024.0;

    public static int Write()
    {
        (int Places, int Prefixes)[] jobs = [(5, 1), (100, 1), (1000, 1), (1000, 100)];
        var results =
            from photos in new long[] { 1_000_000, 10_000_000, 100_000_000 }
            from job in jobs
            select new MapSimulation(PhotoSeconds).Run(photos, job.Places, job.Prefixes);
        var table = MarkdownTable.Of(
            "| Photos | At once | Prefixes | Time | Photos a second | Calls made again | Lambda, USD |\n|--:|--:|--:|--:|--:|--:|--:|",
            results,
            r =>
                FormattableString.Invariant(
                    $"| {r.Photos:N0} | {r.Places:N0} | {r.Prefixes} | {Time(r.Seconds)} | {r.Photos / r.Seconds:N0} | {100.0 * r.Retries / r.Calls:F1} % | {r.BilledSeconds * Gb * GbSecond:N2} |"
                )
        );
        Console.WriteLine(table);
        MarkdownTable.Insert(Path.Combine(Repository.Root, "docs", "batch.md"), "map", table);
        return 0;
    }

    private static string Time(double seconds) =>
        seconds < 3600
            ? FormattableString.Invariant($"{seconds / 60:F1} min")
            : FormattableString.Invariant($"{seconds / 3600:F1} h");
}
