using System.Globalization;
using System.Text;
using ClothesClassification.Benchmarks.Gate;

namespace ClothesClassification.Benchmarks.Results;

/// <summary>A table as Markdown shows it.</summary>
internal static class MarkdownTable
{
    public static string Of(ResultTable table)
    {
        var text = new StringBuilder();
        var hasCases = table.Rows.Any(row => row.Case.Length > 0);
        text.AppendLine(
            hasCases
                ? "| Case | | Median | Standard deviation | Ratio | Allocated |\n|---|---|--:|--:|--:|--:|"
                : "| | Median | Standard deviation | Ratio | Allocated |\n|---|--:|--:|--:|--:|"
        );
        foreach (var row in table.Rows)
        {
            if (hasCases)
                text.Append(CultureInfo.InvariantCulture, $"| {row.Case} ");
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Method} | {RowTable.Time(row.MedianNanoseconds)} | {RowTable.Time(row.StandardDeviation)} | {row.Ratio:F2} | {row.AllocatedBytes:N0} B |"
            );
        }

        return text.ToString();
    }

    /// <summary>Puts a table between its marks in a document.</summary>
    public static void Insert(string document, string name, string table)
    {
        var (start, end) = ($"<!-- {name} -->", $"<!-- end of {name} -->");
        var text = File.ReadAllText(document);
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < start.Length || to < from)
            throw new InvalidDataException($"{document} has no place for the table '{name}'.");
        File.WriteAllText(document, $"{text[..from]}\n\n{table}\n{text[to..]}");
    }
}
