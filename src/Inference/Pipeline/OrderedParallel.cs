using System.Runtime.CompilerServices;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Maps a sequence in parallel, keeps its order, and holds no more than a few items at a time.</summary>
internal static class OrderedParallel
{
    /// <param name="source">The sequence; read only as far ahead as there is work to do.</param>
    /// <param name="degree">Items at work at a time.</param>
    /// <param name="map">The work on one item; gets its position.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async IAsyncEnumerable<TResult> Select<TSource, TResult>(
        IEnumerable<TSource> source,
        int degree,
        Func<TSource, int, CancellationToken, Task<TResult>> map,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Twice the degree: while the oldest is awaited, the finished ones behind it leave no core idle.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<TResult>>(2 * degree);
        try
        {
            var index = 0;
            foreach (var item in source)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (running.Count == 2 * degree)
                    yield return await running.Dequeue().ConfigureAwait(false);
                var position = index++;
                running.Enqueue(Task.Run(() => map(item, position, stop.Token), stop.Token));
            }

            while (running.Count > 0)
                yield return await running.Dequeue().ConfigureAwait(false);
        }
        finally
        {
            // The reader stopped early, or an item failed: no work outlives the loop.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
