using Amazon.S3;
using Amazon.S3.Model;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>What a job has written: files of JSON Lines, one a batch, in the folder <c>parts</c> of its place.</summary>
/// <param name="s3">Where they are.</param>
/// <param name="job">The job's place.</param>
/// <param name="readTime">How long it may take to read one; null: two minutes.</param>
internal sealed class JobParts(IAmazonS3 s3, S3Location job, TimeSpan? readTime = null)
{
    private const int AtATime = 8;
    private readonly S3Location parts = FolderOf(job);

    // A body that breaks off or stalls is not what the SDK retries.
    private readonly ResiliencePipeline attempts = new ResiliencePipelineBuilder()
        .AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.Zero,
                ShouldHandle = new PredicateBuilder().Handle<IOException>().Handle<TimeoutRejectedException>(),
            }
        )
        .AddTimeout(readTime ?? TimeSpan.FromMinutes(2))
        .Build();

    /// <summary>The folder of the parts of a job.</summary>
    public static S3Location FolderOf(S3Location job) => job.Folder("parts");

    /// <summary>Names of the parts, in the order in which they were written: the last one counts where two have a photo.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        List<(DateTime Written, string Key)> found = [];
        await foreach (var part in s3.ListAsync(parts, requesterPays: false, cancellationToken).ConfigureAwait(false))
        {
            if (part.Key.EndsWith(".jsonl", StringComparison.Ordinal))
                found.Add((part.LastModified ?? default, part.Key));
        }

        return [.. found.Order().Select(part => part.Key)];
    }

    /// <summary>Reads parts, several at a time.</summary>
    /// <param name="keys">Names of the parts.</param>
    /// <param name="read">Called with the place of a part in <paramref name="keys"/> and its bytes, by several threads.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task ReadAsync(
        IReadOnlyList<string> keys,
        Action<int, ReadOnlyMemory<byte>> read,
        CancellationToken cancellationToken
    ) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, keys.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (i, token) => read(i, await ReadAsync(keys[i], token).ConfigureAwait(false))
        );

    private async Task<ReadOnlyMemory<byte>> ReadAsync(string key, CancellationToken cancellationToken) =>
        await AwsErrors
            .NamedAsync(
                $"s3://{job.Bucket}/{key}",
                () =>
                    attempts
                        .ExecuteAsync(
                            async token => await ReadOnceAsync(key, token).ConfigureAwait(false),
                            cancellationToken
                        )
                        .AsTask()
            )
            .ConfigureAwait(false);

    private async Task<byte[]> ReadOnceAsync(string key, CancellationToken cancellationToken)
    {
        using var part = await s3.GetObjectAsync(
                new GetObjectRequest { BucketName = job.Bucket, Key = key },
                cancellationToken
            )
            .ConfigureAwait(false);
        using var bytes = new MemoryStream();
        await part.ResponseStream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes.ToArray();
    }
}
