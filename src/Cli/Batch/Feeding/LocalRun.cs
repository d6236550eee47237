using Amazon.S3;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Batch.Gathering;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli.Batch.Feeding;

/// <summary>Does a job on this machine: lists the photos, leaves out those that have a line, and has the others done.</summary>
internal sealed class LocalRun(IAmazonS3 s3, BatchJob job, BatchCaller caller)
{
    // After this many batches in a row that were not done, the others are not tried.
    private const int MaxFailedInARow = 3;
    private int failedInARow;
    private int answered;
    private int problems;

    /// <param name="batchSize">Photos a batch.</param>
    /// <param name="atATime">Batches at a time.</param>
    /// <param name="cancellationToken">Stops it; what was written stays, and the same run goes on from there.</param>
    /// <exception cref="AwsException">There is nothing to do, or AWS or the function cannot be used.</exception>
    public async Task<LocalTally> RunAsync(int batchSize, int atATime, CancellationToken cancellationToken)
    {
        List<string> keys = [];
        await foreach (
            var found in s3.ListAsync(job.Photos, job.RequesterPays, cancellationToken).ConfigureAwait(false)
        )
        {
            // S3's console makes an object without bytes for a folder.
            if (!found.Key.EndsWith('/') || found.Size > 0)
                keys.Add(found.Key);
        }

        if (keys.Count == 0)
            throw new AwsException($"{job.Photos}: there are no objects whose keys begin like this.");
        var done = await DoneAsync(cancellationToken).ConfigureAwait(false);
        // Batches are cut from all keys, so that one that was cut short by a kill has the same name the next time.
        var batches = keys.Chunk(batchSize)
            .Select(batch => batch.Where(key => !done.Contains(key)).ToArray())
            .Where(batch => batch.Length > 0)
            .ToList();
        var left = batches.Sum(batch => batch.Length);
        var failed = 0;
        await ProgressDisplay
            .RunAsync(
                "Classifying",
                left,
                wanted: true,
                display =>
                    Parallel.ForEachAsync(
                        batches,
                        new ParallelOptions { MaxDegreeOfParallelism = atATime, CancellationToken = cancellationToken },
                        async (batch, token) =>
                        {
                            if (!await DoAsync(batch, display, token).ConfigureAwait(false))
                                Interlocked.Add(ref failed, batch.Length);
                        }
                    )
            )
            .ConfigureAwait(false);
        return new LocalTally(keys.Count, keys.Count - left, answered, problems, failed);
    }

    private async Task<bool> DoAsync(string[] batch, ProgressDisplay display, CancellationToken cancellationToken)
    {
        try
        {
            await caller
                .RunAsync(
                    batch,
                    (answers, without) =>
                    {
                        Interlocked.Add(ref answered, answers);
                        Interlocked.Add(ref problems, without);
                        display.Step(answers + without);
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            Volatile.Write(ref failedInARow, 0);
            return true;
        }
        catch (BatchFailedException e)
        {
            if (e.IsOfAll || Interlocked.Increment(ref failedInARow) == MaxFailedInARow)
                throw new AwsException($"{e.Message} The rest was not tried.");
            display.Error($"{batch[0]} and the {batch.Length - 1:N0} photos after it: {e.Message}");
            return false;
        }
    }

    private async Task<HashSet<string>> DoneAsync(CancellationToken cancellationToken)
    {
        var parts = new JobParts(s3, job.Place);
        var names = await parts.ListAsync(cancellationToken).ConfigureAwait(false);
        HashSet<string> done = new(StringComparer.Ordinal);
        await parts
            .ReadAsync(
                names,
                (part, bytes) =>
                {
                    foreach (var line in PartLine.Read(part, names[part], bytes))
                    {
                        lock (done)
                            done.Add(line.Key);
                    }
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return done;
    }
}

/// <summary>What a run on this machine has done.</summary>
/// <param name="Photos">Photos of the job.</param>
/// <param name="Before">Of these, those that had a line before.</param>
/// <param name="Answered">Answered by this run.</param>
/// <param name="Problems">Given a line without an answer by this run.</param>
/// <param name="Failed">In batches that were not done, or not to their end.</param>
internal sealed record LocalTally(int Photos, int Before, int Answered, int Problems, int Failed);
