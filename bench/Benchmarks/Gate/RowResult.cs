namespace ClothesClassification.Benchmarks.Gate;

/// <summary>One row of a run of the gate.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Ratio">Median of the rounds.</param>
/// <param name="Limit">The largest ratio that passes; null for none.</param>
/// <param name="Verdict">Result of the test on time.</param>
/// <param name="AllocatedBytes">Bytes that a call allocates.</param>
/// <param name="AllowedBytes">Bytes that a call may allocate; null for no limit.</param>
/// <param name="CandidateNanoseconds">Median time of a call.</param>
internal sealed record RowResult(
    string Name,
    double Ratio,
    double? Limit,
    Verdict Verdict,
    long AllocatedBytes,
    long? AllowedBytes,
    double CandidateNanoseconds
)
{
    public bool IsSlower => Verdict == Verdict.Slower;

    public bool AllocatesMore => AllocatedBytes > AllowedBytes;

    public bool Failed => IsSlower || AllocatesMore;
}
