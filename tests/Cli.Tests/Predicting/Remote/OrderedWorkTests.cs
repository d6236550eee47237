using ClothesClassification.Cli.Predicting.Remote;

namespace ClothesClassification.Cli.Tests.Predicting.Remote;

public sealed class OrderedWorkTests
{
    [Fact]
    public async Task A_reader_that_stops_early_is_not_kept_waiting_by_results_that_it_does_not_take()
    {
        var done = 0;
        var allDone = new TaskCompletionSource();
        var results = OrderedWork.Select(
            Enumerable.Range(0, 10),
            degree: 4,
            (item, _) =>
            {
                if (Interlocked.Increment(ref done) == 10)
                    allDone.SetResult();
                return Task.FromResult(item);
            },
            TestContext.Current.CancellationToken
        );

        // As `clothes predict | head` does: the first answer is read, the others are there, and the pipe is closed.
        async Task ReadOneAsync()
        {
            await foreach (var _ in results)
            {
                await allDone.Task;
                // Until the results are there to be taken, and the work has ended.
                await Task.Delay(500, TestContext.Current.CancellationToken);
                return;
            }
        }

        await ReadOneAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
