namespace ClothesClassification.Benchmarks.Gate;

/// <summary>The gate's rows as text.</summary>
internal static class RowTable
{
    public static string Header =>
        $"{"", -46}{"time", 11} {"ratio", 7} {"limit", 7}  {"", -9} {"bytes", 9} {"allowed", 9}";

    public static string Line(RowResult row) =>
        Invariant(
            $"{row.Name, -46}{FormatTime(row.CandidateNanoseconds), 11} {row.Ratio, 7:F3} {row.Limit, 7:F3}  {row.Verdict, -9} {row.AllocatedBytes, 9} {row.AllowedBytes, 9}"
        );

    /// <summary>Why a row fails.</summary>
    public static string FailureMessage(RowResult row)
    {
        var text = $"{row.Name}:";
        if (row.IsSlower)
            text += Invariant($" the ratio is {row.Ratio:F3}, {row.Limit:F3} is allowed;");
        if (row.AllocatesMore)
            text += Invariant($" a call allocates {row.AllocatedBytes:N0} bytes, {row.AllowedBytes:N0} are allowed;");
        return $"{text} bench/README.md explains how to find the cause and how to change a limit.";
    }

    public static string FormatTime(double nanoseconds) =>
        nanoseconds switch
        {
            < 1e4 => Invariant($"{nanoseconds:F0} ns"),
            < 1e6 => Invariant($"{nanoseconds / 1e3:F1} us"),
            _ => Invariant($"{nanoseconds / 1e6:F2} ms"),
        };
}
