using System.Collections.Concurrent;
using System.Diagnostics;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>Callers that ask at the same time, each again as soon as it is answered.</summary>
internal static class Callers
{
    /// <returns>Milliseconds that each request took.</returns>
    public static async Task<IReadOnlyCollection<double>> RunAsync(Func<Task> ask, int requests, int callers)
    {
        var times = new ConcurrentBag<double>();
        await Parallel.ForAsync(
            0,
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = callers },
            async (_, _) =>
            {
                var start = Stopwatch.GetTimestamp();
                await ask();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        );
        return times;
    }
}
