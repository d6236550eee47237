using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Observability;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>Turns whatever ended a request into a problem, so that the client always gets a response.</summary>
internal sealed class ExceptionMapper(JsonLog log)
{
    /// <summary>The problem; an unhandled error is logged, and its client gets no more than an id to report.</summary>
    public Problem ToProblem(Exception exception, RequestContext context)
    {
        if (exception is ProblemException { Problem: var problem })
            return problem;
        if (exception is OperationCanceledException && context.Deadline.Token.IsCancellationRequested)
            return Deadline.Exceeded();
        var id = context.Invocation.RequestId;
        log.Error("Unhandled error.", exception, id);
        return new Problem(ProblemKinds.Internal, $"The function failed; report the request id {id} to its owner.");
    }
}
