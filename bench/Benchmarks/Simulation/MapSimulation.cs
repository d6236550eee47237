namespace ClothesClassification.Benchmarks.Simulation;

/// <summary>
/// A Distributed Map over photos in S3, event by event: places that take a batch each, environments that start cold, calls that
/// crash or are throttled and are tried again as the state machine's rules say, and S3's rate of reads.
/// </summary>
/// <param name="photoSeconds">Time of a photo in the function, its reading beside others included.</param>
internal sealed class MapSimulation(double photoSeconds)
{
    public const int BatchSize = 100;

    /// <summary>Keys that Step Functions lists in a second: pages of a thousand, one after another, 0.1 s each.</summary>
    public const double ListedPerSecond = 10_000;

    /// <summary>Reads that S3 promises for a prefix in a second.</summary>
    public const double ReadsPerSecond = 5_500;

    /// <summary>Step Functions around a call, the part that is looked for and written, and the start of an environment.</summary>
    private const double AroundCall = 0.15;
    private const double ColdStart = 1;

    // Longer than the SDK of S3 waits by itself: the batch fails, and is tried again.
    private const double Patience = 20;
    private const double Crashes = 0.001;
    private readonly Random random = new(1);

    /// <param name="photos">Photos in the bucket.</param>
    /// <param name="places">Batches at once, at most.</param>
    /// <param name="prefixes">Prefixes that the photos are spread over: each has its rate of reads.</param>
    public MapResult Run(long photos, int places, int prefixes)
    {
        var batches = photos / BatchSize;
        var readSeconds = BatchSize / (ReadsPerSecond * prefixes);
        var free = new PriorityQueue<double, double>();
        for (var place = 0; place < places; place++)
            free.Enqueue(ColdStart, 0);
        var (s3, end, calls, busy) = (0.0, 0.0, 0L, 0.0);
        for (var batch = 0L; batch < batches; batch++)
        {
            free.TryDequeue(out var cold, out var time);
            time = Math.Max(time, batch * BatchSize / ListedPerSecond) + cold;
            for (var attempt = 0; ; attempt++)
            {
                calls++;
                var start = time;
                // Photos differ: the sum of a hundred of them by a tenth.
                time += AroundCall + (BatchSize * photoSeconds * (0.8 + (0.4 * random.NextDouble())));
                s3 = Math.Max(s3, start);
                var throttled = s3 - start > Patience;
                if (!throttled)
                    time = Math.Max(time, s3 += readSeconds);
                else
                    time = start + Patience;
                busy += time - start;
                var crashed = random.NextDouble() < Crashes;
                if (!throttled && !crashed)
                    break;
                // Full jitter: anything up to 2, 4, 8, 16, 30 seconds.
                time += random.NextDouble() * Math.Min(30, 2 * Math.Pow(2, attempt));
            }

            free.Enqueue(0, time);
            end = Math.Max(end, time);
        }

        return new MapResult(photos, places, prefixes, end, calls, calls - batches, busy);
    }
}

/// <param name="Seconds">From the start to the last answer.</param>
/// <param name="Calls">Calls of the function.</param>
/// <param name="Retries">Calls that were made again.</param>
/// <param name="BilledSeconds">Time that the function was at work.</param>
internal sealed record MapResult(
    long Photos,
    int Places,
    int Prefixes,
    double Seconds,
    long Calls,
    long Retries,
    double BilledSeconds
);
