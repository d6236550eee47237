namespace ClothesClassification.Inference.Tests;

public sealed class OrderedParallelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_than_the_degree_are_worked_on_at_once_and_the_order_is_kept()
    {
        var (running, most) = (0, 0);

        var results = await OrderedParallel
            .Select(
                Enumerable.Range(0, 50).ToAsyncEnumerable(),
                degree: 3,
                ahead: 20,
                async (item, token) =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    await Task.Delay(item % 3, token);
                    Interlocked.Decrement(ref running);
                    return item;
                },
                Cancellation
            )
            .ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(0, 50), results);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Error_of_the_source_or_the_work_reaches_the_reader()
    {
        static async IAsyncEnumerable<int> Failing()
        {
            yield return 1;
            await Task.Yield();
            throw new IOException("source");
        }

        var source = OrderedParallel.Select(Failing(), 1, 4, (i, _) => Task.FromResult(i), Cancellation);
        var work = OrderedParallel.Select(
            new[] { 1 }.ToAsyncEnumerable(),
            1,
            4,
            (int _, CancellationToken _) => Task.FromException<int>(new IOException("work")),
            Cancellation
        );

        Assert.Equal("source", (await Assert.ThrowsAsync<IOException>(async () => await Drain(source))).Message);
        Assert.Equal("work", (await Assert.ThrowsAsync<IOException>(async () => await Drain(work))).Message);
    }

    [Fact]
    public async Task No_work_outlives_a_reader_that_stops()
    {
        var running = 0;
        var results = OrderedParallel.Select(
            Enumerable.Range(0, 1000).ToAsyncEnumerable(),
            4,
            8,
            async (item, token) =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    await Task.Delay(item == 0 ? 0 : 10_000, token);
                    return item;
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            },
            Cancellation
        );

        await foreach (var _ in results)
            break;

        Assert.Equal(0, running);
    }

    private static ValueTask<List<int>> Drain(IAsyncEnumerable<int> items) => items.ToListAsync(Cancellation);
}
