using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Fetching;
using ClothesClassification.LambdaHost.Models;
using ClothesClassification.LambdaHost.Requests;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>One photo from its URL or bytes to its classification, with every fault of it as a problem.</summary>
internal sealed class PhotoClassifier(ModelHost model, PhotoFetcher fetcher)
{
    /// <exception cref="ProblemException">The photo cannot be had, or cannot be classified.</exception>
    /// <exception cref="OperationCanceledException">The request's time is over.</exception>
    public async ValueTask<Classification> ClassifyAsync(
        PhotoInput photo,
        ClassifyOptions options,
        RequestContext context
    )
    {
        if (photo.Problem is not null)
            throw photo.Problem;
        var classifier = await model.GetAsync(context.Deadline.Token).ConfigureAwait(false);
        var bytes = photo.Url is null ? photo.Bytes : await FetchAsync(photo.Url, context).ConfigureAwait(false);
        try
        {
            var answer = await context
                .Deadline.RunAsync(() => classifier.Classify(bytes.Span, options))
                .ConfigureAwait(false);
            context.Record.Stages.Add(answer.Durations);
            return answer;
        }
        catch (PhotoException e)
        {
            throw new ProblemException(ProblemKinds.OfPhoto(e.Code), e.Message);
        }
        finally
        {
            context.Record.AddPhoto(bytes.Length);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> FetchAsync(string url, RequestContext context)
    {
        var start = context.Deadline.Timestamp();
        try
        {
            return await fetcher.FetchAsync(url, context.TraceId, context.Deadline.Token).ConfigureAwait(false);
        }
        catch (FetchException e)
        {
            context.Record.ErrorDetail ??= e.LogDetail;
            throw new ProblemException(ProblemKinds.OfFetch(e.Code), e.Message);
        }
        finally
        {
            context.Record.Stages.AddFetch(context.Deadline.Elapsed(start));
        }
    }
}
