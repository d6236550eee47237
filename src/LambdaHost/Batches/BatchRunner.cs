using ClothesClassification.Inference.Models;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Models;
using ClothesClassification.LambdaHost.Requests;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// Answers photos in S3 with an object of JSON Lines, written at once. A photo that cannot be answered is a line; what is wrong with
/// the whole ends the batch, and nothing is written. A batch whose lines are there is not done again.
/// </summary>
/// <param name="store">Has the photos and takes the lines.</param>
/// <param name="model">The model.</param>
/// <param name="photos">Classifies a photo.</param>
/// <param name="maxConcurrency">Photos that are classified at the same time.</param>
internal sealed class BatchRunner(Lazy<ObjectStore> store, ModelHost model, PhotoClassifier photos, int maxConcurrency)
{
    // Photos that are read while others are classified: S3 takes some 30 ms to answer, a photo some 6 ms of a processor.
    private const int ReadAhead = 8;

    // For writing the lines, with the SDK's retries.
    private static readonly TimeSpan MaxWriteTime = TimeSpan.FromSeconds(10);

    /// <exception cref="ProblemException">The batch cannot be done: a kind of <see cref="BatchProblems"/>, or the time was over.</exception>
    public async Task<BatchOutcome> RunAsync(BatchRequest batch, RequestContext context)
    {
        var key = BatchPart.KeyOf(batch);
        var end = context.Deadline.Token;
        var found = await store.Value.FindAsync(batch.Output.Bucket, key, end).ConfigureAwait(false);
        if (found is not null && BatchPart.Read(found, batch.Items.Count) is { } earlier)
            return new BatchOutcome(key, earlier, Skipped: true, []);

        var loaded = (await model.GetAsync(end).ConfigureAwait(false)).Model;
        if (batch.Options.Features && loaded.FeaturesName is null)
            throw new ProblemException(
                BatchProblems.Invalid,
                $"The model {loaded.Name} gives no features; leave out BatchInput.features."
            );
        var answers = await AnswerPhotosAsync(batch, loaded, context).ConfigureAwait(false);
        var part = new BatchPart(answers.Count, answers.Count(answer => answer.Photo.Problem is not null));
        using var lines = new MemoryStream();
        foreach (var answer in answers)
            lines.Write(answer.Line);
        lines.Position = 0;
        await store
            .Value.WriteAsync(batch.Output.Bucket, key, lines, part.Metadata(batch.Items.Count), end)
            .ConfigureAwait(false);
        return new BatchOutcome(key, part, Skipped: false, [.. answers.Select(answer => answer.Photo)]);
    }

    // The first photos of the batch, up to one that the time did not allow.
    private async Task<List<Answered>> AnswerPhotosAsync(BatchRequest batch, ImageModel loaded, RequestContext context)
    {
        var time = context.Deadline.Time;
        var left = context.Invocation.Deadline - time.GetUtcNow();
        var writeTime = left / 5 < MaxWriteTime ? left / 5 : MaxWriteTime;
        using var deadline = new Deadline(context.Invocation.Deadline - writeTime, time);
        using var turns = new SemaphoreSlim(maxConcurrency);
        var work = new BatchWork(batch, loaded, context with { Deadline = deadline }, turns);
        var answers = new Answered?[batch.Items.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadAhead + maxConcurrency };
        await Parallel
            .ForAsync(
                0,
                answers.Length,
                parallel,
                async (i, cancellation) =>
                    answers[i] = await AnswerPhotoAsync(work, batch.Items[i], cancellation).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        var done = answers.TakeWhile(answer => answer is not null).Select(answer => answer!).ToList();
        return done.Count > 0
            ? done
            : throw new ProblemException(
                ProblemKinds.DeadlineExceeded,
                "The function's time was over before one photo was answered; raise the function's timeout."
            );
    }

    // null where the time was over; anything else that is not about the photo ends the batch.
    private async ValueTask<Answered?> AnswerPhotoAsync(BatchWork work, BatchItem item, CancellationToken cancellation)
    {
        var deadline = work.Context.Deadline;
        if (deadline.Token.IsCancellationRequested)
            return null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var start = deadline.Time.GetTimestamp();
        var etag = item.Etag;
        PhotoClassification photo;
        try
        {
            var stored = await store.Value.ReadAsync(work.Batch, item, either.Token).ConfigureAwait(false);
            etag = stored.Etag;
            var fetchTime = deadline.Time.GetElapsedTime(start);
            await work.Turns.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                photo = await photos
                    .ClassifyAsync(new RequestedPhoto { Bytes = stored.Bytes }, work.Batch.Options, work.Context)
                    .ConfigureAwait(false);
            }
            finally
            {
                work.Turns.Release();
            }

            // What is still being classified when the time is over reads on in the photo's memory.
            if (photo.Problem?.Kind == ProblemKinds.DeadlineExceeded)
                return null;
            stored.Dispose();
            photo = photo with { FetchTime = fetchTime };
        }
        catch (ProblemException e)
            when (e.Problem.Kind != BatchProblems.Unavailable && e.Problem.Kind != BatchProblems.Refused)
        {
            photo = new PhotoClassification(null, e.Problem, null, null, deadline.Time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            return null;
        }

        return new Answered(photo, BatchLine.Of(work.Batch, item, etag, photo, work.Model));
    }

    private sealed record Answered(PhotoClassification Photo, byte[] Line);

    private sealed record BatchWork(BatchRequest Batch, ImageModel Model, RequestContext Context, SemaphoreSlim Turns);
}
