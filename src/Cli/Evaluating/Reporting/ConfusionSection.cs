using System.Xml.Linq;
using ClothesClassification.Cli.Metrics;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Which labels are taken for which.</summary>
internal static class ConfusionSection
{
    /// <summary>Labels of a matrix, at most: those with the most errors, in the model's order.</summary>
    public const int MaxLabels = 30;

    public static IEnumerable<XElement> Of(IReadOnlyList<ModelReport> models, IReadOnlyList<string> names)
    {
        yield return Tag("p", "Rows are the right labels, columns what was predicted; shades are shares of the row.");
        yield return Tag(
            "div",
            Class("columns wide"),
            models.Select((model, i) => Tag("figure", Tag("figcaption", names[i]), Matrix(model.Measures.Confusion)))
        );
    }

    private static IEnumerable<XElement> Matrix(ConfusionCounts confusion)
    {
        var labels = Shown(confusion);
        if (labels.Count < confusion.Labels.Count)
            yield return Tag(
                "p",
                $"{labels.Count} of {confusion.Labels.Count} labels: those with the most errors; report.json has all."
            );
        yield return Table(
            "confusion",
            Tag("tr", Tag("th"), labels.Select(label => Tag("th", Tag("span", confusion.Labels[label])))),
            labels.Select(row =>
                Tag(
                    "tr",
                    Tag("th", confusion.Labels[row]),
                    labels.Select(column => Cell(confusion.Counts[row], column, row))
                )
            )
        );
    }

    private static List<int> Shown(ConfusionCounts confusion)
    {
        var count = confusion.Labels.Count;
        if (count <= MaxLabels)
            return [.. Enumerable.Range(0, count)];
        var errors = new int[count];
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                if (row == column)
                    continue;
                errors[row] += confusion.Counts[row][column];
                errors[column] += confusion.Counts[row][column];
            }
        }

        return [.. Enumerable.Range(0, count).OrderByDescending(i => errors[i]).Take(MaxLabels).Order()];
    }

    private static XElement Cell(IReadOnlyList<int> row, int column, int right)
    {
        if (row[column] == 0)
            return Tag("td");
        var share = (double)row[column] / row.Sum();
        return Tag(
            "td",
            Class(column == right ? "hit" : "miss"),
            Attribute("style", $"--share:{Number(share, "0.###")}"),
            Attribute("title", $"{Percent(share)} of the row"),
            Number(row[column], "N0")
        );
    }
}
