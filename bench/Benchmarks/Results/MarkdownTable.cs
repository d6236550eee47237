using ClothesClassification.Benchmarks.Measuring;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>Tables in Markdown.</summary>
internal static class MarkdownTable
{
    public static string Of(ResultTable table)
    {
        var hasCases = table.Rows.Any(row => row.Case.Length > 0);
        return Of(
            hasCases
                ? "| Case | | Median | Standard deviation | Ratio | Allocated |\n|---|---|--:|--:|--:|--:|"
                : "| | Median | Standard deviation | Ratio | Allocated |\n|---|--:|--:|--:|--:|",
            table.Rows,
            row =>
                (hasCases ? $"| {row.Case} " : "")
                + Invariant(
                    $"| {row.Method} | {Duration.Format(row.MedianNanoseconds)} | {Duration.Format(row.StandardDeviation)} | {row.Ratio:F2} | {row.AllocatedBytes:N0} B |"
                )
        );
    }

    public static string Of<T>(string header, IEnumerable<T> rows, Func<T, string> line) =>
        string.Concat(rows.Select(line).Prepend(header).Select(text => text + "\n"));

    /// <summary>Replaces a table between its two comments in a document.</summary>
    public static void Insert(string document, string name, string table)
    {
        var (start, end) = ($"<!-- {name} -->", $"<!-- end of {name} -->");
        var text = File.ReadAllText(document);
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < start.Length || to < from)
            throw new InvalidDataException($"{document} has no comments around the table '{name}'.");
        File.WriteAllText(document, $"{text[..from]}\n\n{table}\n{text[to..]}");
    }
}
