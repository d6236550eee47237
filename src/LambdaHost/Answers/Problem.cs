namespace ClothesClassification.LambdaHost.Answers;

/// <summary>What is wrong with a request, or with one photo of it.</summary>
/// <param name="Kind">The kind of problem.</param>
/// <param name="Detail">What is wrong here, and what to do: a sentence for the client.</param>
internal sealed record Problem(ProblemKind Kind, string Detail)
{
    /// <summary>The methods that the resource has, for the header Allow; null where the method is not the problem.</summary>
    public string? Allow { get; init; }

    public ProblemJson ToJson(string? requestId = null) => new(Kind.Type, Kind.Title, Kind.Status, Detail, requestId);
}

/// <summary>A request cannot be answered, for a reason that may be shown to the client.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public ProblemException(ProblemKind kind, string detail)
        : this(new Problem(kind, detail)) { }

    public Problem Problem => problem;
}
