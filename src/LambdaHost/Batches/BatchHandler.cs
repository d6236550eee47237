using ClothesClassification.Inference.Models;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Models;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Requests;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// Answers a batch of photos in S3 with an object of JSON Lines beside them. A photo that cannot be answered is a line; what is
/// wrong with the whole is a function error, and nothing is written. What the time does not allow is handed back.
/// </summary>
internal sealed class BatchHandler(
    Lazy<ObjectStore> store,
    ModelHost model,
    PhotoClassifier photos,
    ExceptionMapper exceptions,
    int maxConcurrency
)
{
    // Photos that are read while others are classified: S3 takes some 30 ms to answer, a photo some 6 ms of a processor.
    private const int ReadAhead = 8;

    // For writing the lines, with the SDK's retries.
    private static readonly TimeSpan MaxWriteTime = TimeSpan.FromSeconds(10);

    public async ValueTask<EventResult> AnswerAsync(RequestContext context)
    {
        var summary = new RequestSummary(200) { Route = "batch" };
        try
        {
            var batch = BatchReader.Read(context.Event.Body);
            return await AnswerAsync(batch, context, summary).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The process lives on, and the caller gets an error with an id to report.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var problem = exceptions.ToProblem(e, context);
            return new EventResult(
                new FunctionOutcome(new FunctionError(problem.Kind.ErrorType, problem.Detail)),
                summary with
                {
                    Status = problem.Kind.Status,
                    ErrorCode = problem.Kind.Code,
                }
            );
        }
    }

    private async Task<EventResult> AnswerAsync(BatchRequest batch, RequestContext context, RequestSummary summary)
    {
        var key = BatchPart.KeyOf(batch);
        var end = context.Deadline.Token;
        var found = await store.Value.FindAsync(batch.OutputBucket, key, end).ConfigureAwait(false);
        if (found is not null && BatchPart.Read(found, batch.Items.Count) is { } earlier)
            return new EventResult(new FunctionOutcome(BatchAnswer.Write(batch, key, earlier, skipped: true)), summary);

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
            .Value.WriteAsync(batch.OutputBucket, key, lines, part.Metadata(batch.Items.Count), end)
            .ConfigureAwait(false);
        var classified = answers.Select(answer => answer.Photo).ToArray();
        return new EventResult(
            new FunctionOutcome(BatchAnswer.Write(batch, key, part, skipped: false)),
            summary with
            {
                ErrorCode = classified.FirstOrDefault(photo => photo.Problem is not null)?.Problem!.Kind.Code,
                Photos = PhotoClassification.Summarize("s3", classified),
            }
        );
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
