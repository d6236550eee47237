using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>A resource does not have the method.</summary>
/// <param name="path">The resource.</param>
/// <param name="allow">The methods that it has, for the header Allow.</param>
internal sealed class MethodNotAllowedException(string path, string allow)
    : ProblemException(ProblemKinds.MethodNotAllowed, $"{path} has {allow}.")
{
    public string Allow => allow;
}
