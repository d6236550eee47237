using System.Globalization;

namespace ClothesClassification.Benchmarks.Gate;

/// <summary>How rows are shown.</summary>
internal static class RowTable
{
    public static string Header =>
        $"{"", -46}{"time", 11} {"ratio", 7} {"limit", 7}  {"", -8} {"bytes", 9} {"allowed", 9}";

    public static string Line(RowResult row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Name, -46}{Time(row.CandidateNanoseconds), 11} {row.Ratio, 7:F3} {row.Limit, 7:F3}  {Word(row.Verdict), -8} {row.AllocatedBytes, 9} {row.AllowedBytes, 9}"
        );

    /// <summary>What is wrong with a row that fails.</summary>
    public static string Complaint(RowResult row)
    {
        var text = $"{row.Name}:";
        if (row.IsSlower)
            text += string.Create(
                CultureInfo.InvariantCulture,
                $" the ratio is {row.Ratio:F3}, {row.Limit:F3} is allowed;"
            );
        if (row.AllocatesMore)
            text += string.Create(
                CultureInfo.InvariantCulture,
                $" a call allocates {row.AllocatedBytes:N0} bytes, {row.AllowedBytes:N0} are allowed;"
            );
        return $"{text} bench/README.md says how to find out why, and how to change a limit.";
    }

    public static string Time(double nanoseconds) =>
        nanoseconds switch
        {
            < 1e4 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F0} ns"),
            < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:F1} us"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F2} ms"),
        };

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Within => "within",
            Verdict.Slower => "SLOWER",
            _ => "open",
        };
}
