using System.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Requests;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>
/// Answers a direct invocation, <c>{"url": "..."}</c>, with a flat map from labels to logits, as <c>aws lambda invoke</c>
/// and an integration without proxy expect. What is wrong is a function error.
/// </summary>
internal sealed class DirectHandler(PhotoClassifier photos, ExceptionMapper exceptions)
{
    public async ValueTask<EventResult> AnswerAsync(RequestContext context)
    {
        var summary = new RequestSummary(200) { Route = "direct" };
        Problem problem;
        try
        {
            var request = new JsonPredictReader(maxPhotos: 1).Read(context.Event.Body, new AnswerOptions());
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
            new FunctionOutcome(new FunctionError(PascalCase(problem.Kind.Code), problem.Detail)),
            summary with
            {
                Status = problem.Kind.Status,
                ErrorCode = problem.Kind.Code,
            }
        );
    }

    // Lambda's error types are names such as UnsupportedFormat.
    private static string PascalCase(string code)
    {
        var name = new StringBuilder(code.Length);
        foreach (var word in code.Split('-'))
            name.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        return name.ToString();
    }
}
