using System.Xml.Linq;
using ClothesClassification.Cli.Metrics;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Precision, recall and F1 of each label.</summary>
internal static class LabelSection
{
    private static readonly string[] Columns = ["precision", "recall", "F1"];

    public static XElement Of(IReadOnlyList<ModelReport> models, IReadOnlyList<string> names)
    {
        // Labels that were not looked for in this folder, and not found in it either, say nothing.
        var labels = models
            .SelectMany(m => m.Measures.PerClass)
            .Where(l => l.Value.F1 is not null)
            .Select(l => l.Key)
            .Distinct();
        return Table(
            "numbers",
            Tag(
                "tr",
                Tag("th", "label"),
                Tag("th", "photos"),
                names.SelectMany(name => Columns.Select(what => Tag("th", names.Count == 1 ? what : $"{what}, {name}")))
            ),
            labels.Select(label =>
                Tag(
                    "tr",
                    Tag("th", label),
                    Tag("td", Photos(models, label)),
                    models.SelectMany(m => Cells(m.Measures.PerClass.GetValueOrDefault(label)))
                )
            )
        );
    }

    private static string Photos(IReadOnlyList<ModelReport> models, string label) =>
        Number(models.Max(m => m.Measures.PerClass.GetValueOrDefault(label)?.Support ?? 0), "N0");

    private static IEnumerable<XElement> Cells(ClassMetrics? metrics) =>
        new[] { metrics?.Precision, metrics?.Recall, metrics?.F1 }.Select(value => Tag("td", Percent(value)));
}
