namespace ClothesClassification.ColdStart;

/// <summary>A function and the times of its starts.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">Where it runs; null for here.</param>
internal sealed record Candidate(string Name, IReadOnlyList<string> Command, string? Folder)
{
    public List<Start> Starts { get; } = [];
}

/// <summary>One start.</summary>
/// <param name="InitMs">From process start to the first request for an event, in milliseconds.</param>
/// <param name="AnswerMs">From process start to the first answer, in milliseconds.</param>
internal readonly record struct Start(double InitMs, double AnswerMs);
