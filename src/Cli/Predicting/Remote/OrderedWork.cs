using System.Runtime.CompilerServices;
using System.Threading.Tasks.Dataflow;

namespace ClothesClassification.Cli.Predicting.Remote;

/// <summary>Maps a sequence with a few calls at a time, and keeps its order.</summary>
internal static class OrderedWork
{
    // How far answers may run ahead of a photo that is being retried; answers are small.
    private const int Ahead = 16;

    public static async IAsyncEnumerable<TResult> Select<TSource, TResult>(
        IEnumerable<TSource> source,
        int degree,
        Func<TSource, CancellationToken, Task<TResult>> map,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var block = new TransformBlock<TSource, TResult>(
            item => map(item, stop.Token),
            new ExecutionDataflowBlockOptions
            {
                MaxDegreeOfParallelism = degree,
                BoundedCapacity = Ahead * degree,
                EnsureOrdered = true,
                CancellationToken = stop.Token,
            }
        );
        var feeding = FeedAsync(source, block, stop.Token);
        try
        {
            await foreach (var result in block.ReceiveAllAsync(cancellationToken).ConfigureAwait(false))
                yield return result;
            await block.Completion.ConfigureAwait(false);
        }
        finally
        {
            // The reader stopped early: no call outlives the loop.
            await stop.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // A block whose work is all done ends only when its results are taken, cancelled or not.
            block.LinkTo(DataflowBlock.NullTarget<TResult>());
            await block.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FeedAsync<TSource, TResult>(
        IEnumerable<TSource> source,
        TransformBlock<TSource, TResult> block,
        CancellationToken token
    )
    {
        foreach (var item in source)
        {
            if (!await block.SendAsync(item, token).ConfigureAwait(false))
                return;
        }

        block.Complete();
    }
}
