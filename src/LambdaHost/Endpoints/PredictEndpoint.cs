using System.Text.Json;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Models;
using ClothesClassification.LambdaHost.Requests;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>POST /predict.</summary>
internal sealed class PredictEndpoint(HostSettings settings, ModelHost model, PhotoClassifier photos)
{
    /// <summary>What Lambda passes on each way: <see href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"/>.</summary>
    public const int MaxPayloadBytes = 6 << 20;

    // Photos of a batch that are fetched and classified at the same time: bounds memory, hides the network's latency.
    private const int BatchConcurrency = 4;

    /// <exception cref="ProblemException">The request cannot be answered.</exception>
    public async ValueTask<ApiResponse> AnswerAsync(RequestContext context)
    {
        if (context.EventBytes > MaxPayloadBytes)
            throw new ProblemException(
                ProblemKinds.PayloadTooLarge,
                $"The request has {context.EventBytes:N0} bytes with its envelope and base64; {MaxPayloadBytes:N0} can be passed on. Send a photo of at most 4.5 MB, or its url."
            );
        var request = new PredictRequestReader(settings.MaxPhotos).Read(context.Event);
        context.Record.Input = request.Input;
        var body = request.IsBatch
            ? await AnswerBatchAsync(request, context).ConfigureAwait(false)
            : await AnswerOneAsync(request, context).ConfigureAwait(false);
        return ApiResponse.Of(200, ApiResponse.Json, body);
    }

    private async ValueTask<byte[]> AnswerOneAsync(PredictRequest request, RequestContext context)
    {
        var answer = await photos.ClassifyAsync(request.Photos[0], request.Options, context).ConfigureAwait(false);
        context.Record.Label = answer.Best.Label;
        return PhotoAnswerWriter.Write(
            new PhotoAnswer(
                answer.Best.Label,
                answer.Best.Score,
                answer.Predictions,
                answer.Scores,
                new PhotoJson(answer.Size.Width, answer.Size.Height),
                new ModelJson(answer.ModelName, answer.ModelVersion),
                context.Record.RequestId,
                context.Record.ColdStart
            )
        );
    }

    private async ValueTask<byte[]> AnswerBatchAsync(PredictRequest request, RequestContext context)
    {
        var results = new PhotoResult[request.Photos.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = BatchConcurrency };
        await Parallel
            .ForAsync(
                0,
                results.Length,
                parallel,
                async (i, _) => results[i] = await AnswerItemAsync(i, request, context).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        context.Record.Label = results[0].Label;
        var loaded = (await model.GetAsync(context.Deadline.Token).ConfigureAwait(false)).Model;
        return JsonSerializer.SerializeToUtf8Bytes(
            new PhotosAnswer(
                results,
                new ModelJson(loaded.Name, loaded.Version),
                context.Record.RequestId,
                context.Record.ColdStart
            ),
            AnswerContext.Default.PhotosAnswer
        );
    }

    // Each photo is answered for itself, also when the time is over: what was accepted before is not lost.
    private async ValueTask<PhotoResult> AnswerItemAsync(int index, PredictRequest request, RequestContext context)
    {
        var photo = request.Photos[index];
        var id = photo.Id ?? index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            return Result(id, await photos.ClassifyAsync(photo, request.Options, context).ConfigureAwait(false));
        }
        catch (ProblemException e)
        {
            context.Record.ErrorCode ??= e.Kind.Code;
            return new PhotoResult(id, Error: ProblemJson.Of(e));
        }
        catch (OperationCanceledException) when (context.Deadline.Token.IsCancellationRequested)
        {
            context.Record.ErrorCode ??= ProblemKinds.DeadlineExceeded.Code;
            return new PhotoResult(id, Error: ProblemJson.Of(Deadline.Exceeded()));
        }
    }

    private static PhotoResult Result(string id, Classification answer) =>
        new(
            id,
            answer.Best.Label,
            answer.Best.Score,
            answer.Predictions,
            answer.Scores,
            new PhotoJson(answer.Size.Width, answer.Size.Height)
        );
}
