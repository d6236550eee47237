using System.Text.Json;
using System.Text.Json.Nodes;
using ClothesClassification.LocalGateway;
using Polly;
using Polly.Retry;

namespace ClothesClassification.Cli.Batch.Feeding;

/// <summary>Has the function do a batch, as a state machine would: again after what passes, and again for what is left.</summary>
internal sealed class BatchCaller(
    BatchJob job,
    Func<ReadOnlyMemory<byte>, CancellationToken, Task<FunctionAnswer>> invoke,
    TimeSpan? firstWait = null
)
{
    private const int Retries = 6;

    // Errors of the function that are there the next time, too: the event, a permission, a bucket. A process that cannot be
    // started, too.
    private static readonly string[] Lasting = ["InvalidBatch", "StorageRefused", "Runtime.InvalidEntrypoint"];

    private readonly ResiliencePipeline<FunctionAnswer> retries = new ResiliencePipelineBuilder<FunctionAnswer>()
        .AddRetry(
            new RetryStrategyOptions<FunctionAnswer>
            {
                MaxRetryAttempts = Retries,
                Delay = firstWait ?? TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<FunctionAnswer>().HandleResult(answer =>
                    answer.ErrorType is { } error && !Lasting.Contains(error)
                ),
            }
        )
        .Build();

    /// <param name="keys">Keys of the photos.</param>
    /// <param name="report">Called after each part that was written: photos with an answer, and photos without.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="BatchFailedException">The function does not do it.</exception>
    public async Task RunAsync(IEnumerable<string> keys, Action<int, int> report, CancellationToken cancellationToken)
    {
        var items = new JsonArray([.. keys.Select(key => new JsonObject { ["Key"] = key })]);
        while (items.Count > 0)
        {
            var before = items.Count;
            var reply = await CallAsync(items, cancellationToken).ConfigureAwait(false);
            report(reply.Answered, reply.Problems);
            items = (JsonArray?)reply.Left?.DeepClone() ?? [];
            if (items.Count >= before)
                throw new BatchFailedException(
                    "The function gave back all that it was given: it has too little time for one of these photos.",
                    isOfAll: false
                );
        }
    }

    private async Task<BatchReply> CallAsync(JsonArray items, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(
            job.ToEvent((JsonArray)items.DeepClone()),
            FeedingJsonContext.Default.JsonNode
        );
        var answer = await retries
            .ExecuteAsync(async token => await invoke(json, token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        if (answer.ErrorType is { } error)
            throw new BatchFailedException(answer.Error!, isOfAll: Lasting.Contains(error));
        try
        {
            return JsonSerializer.Deserialize(answer.Json.Span, FeedingJsonContext.Default.BatchReply)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new BatchFailedException($"The function's answer is not that to a batch: {e.Message}", isOfAll: true);
        }
    }
}
