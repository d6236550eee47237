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
internal sealed class DirectHandler(PhotoClassifier photos, JsonLog log)
{
    public async ValueTask<FunctionOutcome> AnswerAsync(RequestContext context)
    {
        var record = context.Record;
        record.Route = "direct";
        try
        {
            var request = new JsonPredictReader(maxPhotos: 1).Read(context.Event.Body, new AnswerOptions());
            record.Input = request.Input;
            var answer = await photos.ClassifyAsync(request.Photos[0], request.Options, context).ConfigureAwait(false);
            (record.Status, record.Label) = (200, answer.Best.Label);
            // A graph without logits has only its scores to tell.
            var values = answer.Logits ?? answer.Scores;
            return new FunctionOutcome(
                JsonSerializer.SerializeToUtf8Bytes(values, AnswerContext.Default.IReadOnlyDictionaryStringSingle)
            );
        }
        catch (ProblemException e)
        {
            return Error(e, record);
        }
        catch (OperationCanceledException) when (context.Deadline.Token.IsCancellationRequested)
        {
            return Error(Deadline.Exceeded(), record);
        }
#pragma warning disable CA1031 // The process lives on, and the caller gets an error with an id to report.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.Error("An invocation failed for a reason of ours.", e, record.RequestId);
            return Error(new ProblemException(ProblemKinds.Internal, "The function failed; its log says why."), record);
        }
    }

    private static FunctionOutcome Error(ProblemException problem, RequestRecord record)
    {
        (record.Status, record.ErrorCode) = (problem.Kind.Status, problem.Kind.Code);
        return new FunctionOutcome(new FunctionError(PascalCase(problem.Kind.Code), problem.Message));
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
