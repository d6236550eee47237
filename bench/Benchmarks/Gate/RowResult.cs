using ClothesClassification.Benchmarks.Measuring;

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

    public static string Header =>
        $"{"", -46}{"time", 11} {"ratio", 7} {"limit", 7}  {"", -9} {"bytes", 9} {"allowed", 9}";

    public string Line =>
        Invariant(
            $"{Name, -46}{Duration.Format(CandidateNanoseconds), 11} {Ratio, 7:F3} {Limit, 7:F3}  {Verdict, -9} {AllocatedBytes, 9} {AllowedBytes, 9}"
        );

    /// <summary>Why the row fails.</summary>
    public string FailureMessage =>
        $"{Name}:"
        + (IsSlower ? Invariant($" the ratio is {Ratio:F3}, {Limit:F3} is allowed;") : "")
        + (
            AllocatesMore
                ? Invariant($" a call allocates {AllocatedBytes:N0} bytes, {AllowedBytes:N0} are allowed;")
                : ""
        )
        + " bench/README.md explains how to find the cause and how to change a limit.";
}
