using System.Globalization;
using ClothesClassification.Cli.Batch.Aws;

namespace ClothesClassification.Cli.Batch.Watching;

/// <summary>
/// What a job costs at most, in US dollars at the list prices of us-east-1, x86, without the free tier. The counts are exact. The time
/// of the function is not known from outside, so that each of the map's places is taken for busy since the start.
/// </summary>
/// <param name="MemoryMb">Memory of the function in MB.</param>
internal sealed record JobCost(int MemoryMb)
{
    /// <summary>Lambda: a GB for a second.</summary>
    public const decimal LambdaGbSecond = 0.0000166667m;

    /// <summary>Lambda: an invocation.</summary>
    public const decimal LambdaRequest = 0.20m / 1_000_000;

    /// <summary>Step Functions: a transition of a STANDARD execution; starting a batch is one.</summary>
    public const decimal Transition = 0.025m / 1000;

    /// <summary>Step Functions: an EXPRESS execution.</summary>
    public const decimal ExpressRequest = 1.00m / 1_000_000;

    /// <summary>Step Functions: a GB for a second of an EXPRESS execution, which is billed in steps of 64 MB.</summary>
    public const decimal ExpressGbSecond = 0.00001667m;

    /// <summary>S3: writing a part, or listing a thousand photos.</summary>
    public const decimal Put = 0.005m / 1000;

    /// <summary>S3: reading a photo, or looking whether a part is there.</summary>
    public const decimal Get = 0.0004m / 1000;

    private const decimal ExpressGb = 64m / 1024;
    private const decimal Million = 1_000_000;

    /// <summary>The prices, for the help.</summary>
    public static string Prices { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"Lambda ${LambdaGbSecond} a GB-second and ${LambdaRequest * Million:F2} a million calls; Step Functions ${Transition * Million:F2} a million transitions, ${ExpressRequest * Million:F2} a million EXPRESS executions and ${ExpressGbSecond} a GB-second; S3 ${Put * Million:F2} a million writes and ${Get * Million:F2} a million reads"
        );

    /// <param name="map">The counts so far.</param>
    /// <param name="elapsed">How long the job has been at work.</param>
    public decimal AtMost(MapRun map, TimeSpan elapsed)
    {
        var batches = map.ExecutionCounts.Ended + map.ExecutionCounts.Running;
        var photos = map.ItemCounts.Ended + map.ItemCounts.Running;
        var places = map.MaxConcurrency > 0 ? Math.Min(batches, map.MaxConcurrency) : batches;
        var seconds = places * (decimal)elapsed.TotalSeconds;
        return (seconds * ((MemoryMb / 1024m * LambdaGbSecond) + (ExpressGb * ExpressGbSecond)))
            + (batches * (LambdaRequest + Transition + ExpressRequest + Put + Get))
            + (photos * Get)
            + (photos / 1000m * Put);
    }
}
