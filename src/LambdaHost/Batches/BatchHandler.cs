using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// Answers a batch of photos in S3, as a Distributed Map's ItemBatcher makes it, with the place of its lines, their number, and what
/// is left. What is wrong with the whole is a function error with a type that a state machine's Retry can name.
/// </summary>
internal sealed class BatchHandler(BatchRunner runner, ExceptionMapper exceptions)
{
    private const string Route = "batch";

    public async ValueTask<EventResult> AnswerAsync(RequestContext context)
    {
        try
        {
            var batch = BatchReader.Read(context.Event.Body);
            var outcome = await runner.RunAsync(batch, context).ConfigureAwait(false);
            return new EventResult(
                new FunctionOutcome(BatchAnswer.Write(batch, outcome)),
                BatchOutcome.Summarize(Route, outcome.Photos)
            );
        }
#pragma warning disable CA1031 // The process lives on, and the caller gets an error with an id to report.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var problem = exceptions.ToProblem(e, context);
            return new EventResult(
                new FunctionOutcome(new FunctionError(problem.Kind.ErrorType, problem.Detail)),
                new RequestSummary(problem.Kind.Status) { Route = Route, ErrorCode = problem.Kind.Code }
            );
        }
    }
}
