namespace ClothesClassification.LambdaHost.Answers;

/// <summary>Ends the answering of a request, or of one photo of it, with a problem.</summary>
/// <param name="kind">The kind of problem.</param>
/// <param name="detail">What is wrong here, and what to do: a sentence for the client.</param>
internal class ProblemException(ProblemKind kind, string detail) : Exception(detail)
{
    public ProblemKind Kind => kind;
}
