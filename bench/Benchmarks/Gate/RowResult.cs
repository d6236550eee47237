using ClothesClassification.Benchmarks.Measuring;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>One row of a run of the gate.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="BaselineNanoseconds">Median time of a call of the baseline.</param>
/// <param name="Nanoseconds">Median time of a call.</param>
/// <param name="Ratio">Median of the rounds.</param>
/// <param name="Limit">The largest ratio that passes.</param>
/// <param name="Verdict">Result of the test on time.</param>
/// <param name="AllowedBytes">Bytes that a call may allocate; null for no limit.</param>
/// <param name="Bytes">Bytes that a call allocates; null where they have no limit.</param>
internal sealed record RowResult(
    string Name,
    double BaselineNanoseconds,
    double Nanoseconds,
    double Ratio,
    double Limit,
    Verdict Verdict,
    long? AllowedBytes,
    long? Bytes
)
{
    public bool IsSlower => Verdict == Verdict.Slower;

    public bool AllocatesMore => Bytes > AllowedBytes;

    public bool Failed => IsSlower || AllocatesMore;

    public static string Header =>
        $"{"", -46}{"baseline", 11} {"this", 11} {"ratio", 7} {"limit", 7}  {"", -9} {"allowed", 9} {"bytes", 9}";

    public string Line =>
        Invariant(
                $"{Name, -46}{Duration.Format(BaselineNanoseconds), 11} {Duration.Format(Nanoseconds), 11} {Ratio, 7:F3} {Limit, 7:F3}  {Verdict, -9} {AllowedBytes, 9} {Bytes, 9}"
            )
            .TrimEnd();

    /// <summary>Why the row fails.</summary>
    public string FailureMessage =>
        $"{Name}:"
        + (IsSlower ? Invariant($" the ratio is {Ratio:F3}, {Limit:F3} is allowed;") : "")
        + (AllocatesMore ? Invariant($" a call allocates {Bytes:N0} bytes, {AllowedBytes:N0} are allowed;") : "")
        + " bench/README.md explains how to find the cause, and how to move the base forward.";
}
