using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ClothesClassification.Inference;

/// <summary>Maps a sequence in parallel, keeps its order, and holds no more than a few items at a time.</summary>
internal static class OrderedParallel
{
    /// <param name="source">The sequence; read only as far ahead as <paramref name="ahead"/> allows.</param>
    /// <param name="degree">Items that are worked on at the same time, at most.</param>
    /// <param name="ahead">Items taken from the source whose results have not been read, at most.</param>
    /// <param name="map">The work on one item.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async IAsyncEnumerable<TResult> Select<TSource, TResult>(
        IAsyncEnumerable<TSource> source,
        int degree,
        int ahead,
        Func<TSource, CancellationToken, Task<TResult>> map,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var free = new SemaphoreSlim(degree, degree);
        // One more is being awaited below, and one is in the feeder's hand.
        var started = Channel.CreateBounded<Task<TResult>>(Math.Max(1, ahead - 2));
        var feeding = Task.Run(FeedAsync, CancellationToken.None);
        Task<TResult>? current = null;
        try
        {
            await foreach (var task in started.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                current = task;
                yield return await task.ConfigureAwait(false);
            }
        }
        finally
        {
            // The reader stopped early, or an item failed: no work outlives the loop.
            await stop.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(false);
            while (current is not null || started.Reader.TryRead(out current))
            {
                await ((Task)current).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                current = null;
            }
        }

        async Task FeedAsync()
        {
            try
            {
                await foreach (var item in source.WithCancellation(stop.Token).ConfigureAwait(false))
                {
                    if (!await started.Writer.WaitToWriteAsync(stop.Token).ConfigureAwait(false))
                        break;
                    await free.WaitAsync(stop.Token).ConfigureAwait(false);
                    started.Writer.TryWrite(Task.Run(() => RunAsync(item), CancellationToken.None));
                }

                started.Writer.Complete();
            }
            catch (Exception e)
            {
                started.Writer.Complete(e);
            }
        }

        async Task<TResult> RunAsync(TSource item)
        {
            try
            {
                stop.Token.ThrowIfCancellationRequested();
                return await map(item, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                free.Release();
            }
        }
    }
}
