using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Fetching;
using ClothesClassification.LambdaHost.Models;
using ClothesClassification.LambdaHost.Requests;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>One photo from its URL or bytes to its classification. Whatever is wrong with it is a problem of its own.</summary>
internal sealed class PhotoClassifier(ModelHost model, PhotoFetcher fetcher)
{
    // Photos of a batch that are fetched and classified at the same time: bounds memory, hides the network's latency.
    private const int BatchConcurrency = 4;

    /// <summary>Classifies each photo on its own, also when the time is over: what was classified before is not lost.</summary>
    public async ValueTask<PhotoClassification[]> ClassifyAsync(PredictRequest request, RequestContext context)
    {
        var classified = new PhotoClassification[request.Photos.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = BatchConcurrency };
        await Parallel
            .ForAsync(
                0,
                classified.Length,
                parallel,
                async (i, _) =>
                    classified[i] = await ClassifyAsync(request.Photos[i], request.Options, context)
                        .ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return classified;
    }

    public async ValueTask<PhotoClassification> ClassifyAsync(
        RequestedPhoto photo,
        ClassifyOptions options,
        RequestContext context
    )
    {
        var (deadline, bytes) = (context.Deadline, photo.Bytes);
        Classification? answer = null;
        var problem = photo.Problem;
        string? logDetail = null;
        int? length = null;
        var fetchStart = 0L;
        var fetchTime = TimeSpan.Zero;
        try
        {
            if (problem is null)
            {
                var classifier = await model.GetAsync(deadline.Token).ConfigureAwait(false);
                if (photo.Url is { } url)
                {
                    fetchStart = deadline.Time.GetTimestamp();
                    bytes = await fetcher
                        .FetchAsync(url, context.Invocation.TraceId, deadline.Token)
                        .ConfigureAwait(false);
                    fetchTime = deadline.Time.GetElapsedTime(fetchStart);
                }

                length = bytes.Length;
                deadline.Token.ThrowIfCancellationRequested();
                answer = deadline.IsAmple
                    ? classifier.Classify(bytes.Span, options)
                    : await ClassifyDetachedAsync(classifier, bytes, options, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (PhotoException e)
        {
            problem = new Problem(ProblemKinds.OfPhoto(e.Code), e.Message);
        }
        catch (FetchException e)
        {
            problem = new Problem(ProblemKinds.OfFetch(e.Code), e.Message);
            logDetail = e.LogDetail;
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            problem = Deadline.Exceeded();
        }

        if (length is null && fetchStart != 0)
            fetchTime = deadline.Time.GetElapsedTime(fetchStart);
        return new PhotoClassification(answer, problem, logDetail, length, fetchTime);
    }

    // Classifying cannot be interrupted: when the time is over it is left behind, and its result is lost.
    private static Task<Classification> ClassifyDetachedAsync(
        ImageClassifier classifier,
        ReadOnlyMemory<byte> bytes,
        ClassifyOptions options,
        CancellationToken cancellationToken
    ) => Task.Run(() => classifier.Classify(bytes.Span, options), cancellationToken).WaitAsync(cancellationToken);
}
