using Amazon.S3;
using Amazon.S3.Model;

namespace ClothesClassification.Cli.Batch.Aws;

/// <summary>What a job has written: files of JSON Lines, one a batch, in the folder <c>parts</c> of its place.</summary>
internal sealed class JobParts(IAmazonS3 s3, S3Location job)
{
    private const int AtATime = 8;
    private const int Attempts = 3;
    private readonly S3Location parts = FolderOf(job);

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

    // A body that breaks off is not what the SDK retries.
    private Task<ReadOnlyMemory<byte>> ReadAsync(string key, CancellationToken cancellationToken) =>
        AwsErrors.NamedAsync<ReadOnlyMemory<byte>>(
            $"s3://{job.Bucket}/{key}",
            async () =>
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
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
                    catch (IOException) when (attempt < Attempts)
                    {
                        // Once more.
                    }
                }
            }
        );
}
