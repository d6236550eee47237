using System.Text.Json;
using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Requests;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>
/// Answers a direct invocation, <c>{"url": "..."}</c>, with a flat map from labels to logits, as <c>aws lambda invoke</c>
/// and an integration without proxy expect; <c>{"images": [...]}</c> with such a map, or an error, for each photo. What is
/// wrong with the whole is a function error.
/// </summary>
internal sealed class DirectHandler(int maxPhotos, PhotoClassifier photos, ExceptionMapper exceptions)
{
    public async ValueTask<EventResult> AnswerAsync(RequestContext context)
    {
        var summary = new RequestSummary(200) { Route = "direct" };
        Problem problem;
        try
        {
            var request = new JsonPredictReader(maxPhotos).Read(context.Event.Body, new AnswerOptions());
            // The flat map has no place for more.
            request = request with
            {
                Options = ClassifyOptions.Default,
            };
            if (request.IsBatch)
                return await AnswerBatchAsync(request, context, summary).ConfigureAwait(false);
            var photo = await photos.ClassifyAsync(request.Photos[0], request.Options, context).ConfigureAwait(false);
            summary = summary with { Photos = PhotoClassification.Summarize(request.Input, [photo]) };
            if (photo.Answer is { } answer)
            {
                // A graph without logits has only scores to return.
                var values = answer.Logits ?? answer.Scores;
                var json = JsonSerializer.SerializeToUtf8Bytes(
                    values,
                    AnswerContext.Default.IReadOnlyDictionaryStringSingle
                );
                return new EventResult(new FunctionOutcome(json), summary);
            }

            problem = photo.Problem!;
        }
#pragma warning disable CA1031 // The process lives on, and the caller gets an error with an id to report.
        catch (Exception e)
#pragma warning restore CA1031
        {
            problem = exceptions.ToProblem(e, context);
        }

        return new EventResult(
            new FunctionOutcome(new FunctionError(problem.Kind.ErrorType, problem.Detail)),
            summary with
            {
                Status = problem.Kind.Status,
                ErrorCode = problem.Kind.Code,
            }
        );
    }

    private async ValueTask<EventResult> AnswerBatchAsync(
        PredictRequest request,
        RequestContext context,
        RequestSummary summary
    )
    {
        var classified = await photos.ClassifyAsync(request, context).ConfigureAwait(false);
        var results = new DirectResult[classified.Length];
        Problem? first = null;
        for (var i = 0; i < results.Length; i++)
        {
            var (answer, problem) = (classified[i].Answer, classified[i].Problem);
            first ??= problem;
            results[i] = new DirectResult(
                request.IdOf(i),
                answer?.Logits,
                answer?.Logits is null ? answer?.Scores : null,
                problem?.ToJson(),
                answer?.Confidence?.IsConfident,
                answer?.Confidence?.Reason.Code()
            );
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new DirectAnswer(results), AnswerContext.Default.DirectAnswer);
        return new EventResult(
            new FunctionOutcome(json),
            summary with
            {
                ErrorCode = first?.Kind.Code,
                Photos = PhotoClassification.Summarize(request.Input, classified),
            }
        );
    }
}
