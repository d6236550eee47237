namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>A method of a resource, and what answers it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path, without the stage.</param>
/// <param name="AnswerAsync">Answers a request; throws a <see cref="Answers.ProblemException"/> for what is wrong with it.</param>
internal sealed record Route(string Method, string Path, Func<RequestContext, ValueTask<ApiResponse>> AnswerAsync);
