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

    /// <exception cref="ProblemException">The request cannot be answered.</exception>
    public async ValueTask<ApiResponse> AnswerAsync(RequestContext context)
    {
        if (context.EventBytes > MaxPayloadBytes)
            throw new ProblemException(
                ProblemKinds.PayloadTooLarge,
                $"The request has {context.EventBytes:N0} bytes with its envelope and base64; {MaxPayloadBytes:N0} can be passed on. Send a photo of at most 4.5 MB, or its url."
            );
        var maxBytes = settings.Classifier.Limits.MaxBytes;
        var request = new PredictRequestReader(settings.MaxPhotos, maxBytes).Read(context.Event);
        await CheckOutputsAsync(request.Options, context).ConfigureAwait(false);
        if (request.IsBatch)
            return await AnswerBatchAsync(request, context).ConfigureAwait(false);
        var photo = await photos.ClassifyAsync(request.Photos[0], request.Options, context).ConfigureAwait(false);
        var response = photo.Problem is { } problem
            ? ApiResponse.Of(problem, context.Invocation.RequestId)
            : ApiResponse.Of(200, ApiResponse.Json, Write(photo, context));
        return response with { Photos = PhotoClassification.Summarize(request.Input, [photo]) };
    }

    private static byte[] Write(PhotoClassification photo, RequestContext context)
    {
        var answer = photo.Answer!;
        return PhotoAnswerWriter.Write(
            new PhotoAnswer(
                answer.Best.Label,
                answer.Best.Score,
                answer.Predictions,
                answer.Scores,
                new PhotoJson(answer.Size.Width, answer.Size.Height),
                new ModelIdentity(answer.ModelName, answer.ModelVersion),
                context.Invocation.RequestId,
                context.ColdStart,
                EvidenceJson.Of(answer),
                Rounded.Features(answer),
                answer.Confidence?.IsConfident,
                answer.Confidence?.Reason.Code()
            )
        );
    }

    // Evidence of a model that does not give it would take as long as fifty photos.
    private async ValueTask CheckOutputsAsync(ClassifyOptions options, RequestContext context)
    {
        if (options is { Evidence: EvidenceMethod.None, Features: false })
            return;
        var loaded = (await model.GetAsync(context.Deadline.Token).ConfigureAwait(false)).Model;
        var missing =
            options.Evidence != EvidenceMethod.None && loaded.EvidenceName is null ? ("evidence", "explain")
            : options.Features && loaded.FeaturesName is null ? ("features", "features")
            : default;
        if (missing is ({ } output, { } field))
            throw new ProblemException(
                ProblemKinds.InvalidField,
                $"The model {loaded.Name} gives no {output}; leave out {field}."
            );
    }

    private async ValueTask<ApiResponse> AnswerBatchAsync(PredictRequest request, RequestContext context)
    {
        var classified = await photos.ClassifyAsync(request, context).ConfigureAwait(false);
        var loaded = (await model.GetAsync(context.Deadline.Token).ConfigureAwait(false)).Model;
        var answer = new PhotosAnswer(
            [.. classified.Select((photo, i) => Result(request.IdOf(i), photo))],
            new ModelIdentity(loaded.Name, loaded.Version),
            context.Invocation.RequestId,
            context.ColdStart
        );
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, AnswerContext.Default.PhotosAnswer);
        return ApiResponse.Of(200, ApiResponse.Json, body) with
        {
            ErrorCode = classified.FirstOrDefault(photo => photo.Problem is not null)?.Problem!.Kind.Code,
            Photos = PhotoClassification.Summarize(request.Input, classified),
        };
    }

    private static PhotoResult Result(string id, PhotoClassification photo) =>
        photo.Answer is { } answer
            ? new PhotoResult(
                id,
                answer.Best.Label,
                answer.Best.Score,
                answer.Predictions,
                answer.Scores,
                new PhotoJson(answer.Size.Width, answer.Size.Height),
                EvidenceJson.Of(answer),
                Rounded.Features(answer),
                answer.Confidence?.IsConfident,
                answer.Confidence?.Reason.Code()
            )
            : new PhotoResult(id, Error: photo.Problem!.ToJson());
}
