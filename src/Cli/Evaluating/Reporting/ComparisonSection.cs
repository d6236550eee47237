using System.Xml.Linq;
using ClothesClassification.Cli.Metrics;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Two models on the same photos.</summary>
internal static class ComparisonSection
{
    public static IEnumerable<XElement> Of(ModelComparison comparison, IReadOnlyList<string> names)
    {
        yield return Table(
            "summary",
            Tag("tr", Tag("th"), Tag("th", $"{names[1]}: right"), Tag("th", $"{names[1]}: wrong")),
            [
                Row($"{names[0]}: right", comparison.BothRight, comparison.OnlyFirstRight),
                Row($"{names[0]}: wrong", comparison.OnlySecondRight, comparison.BothWrong),
            ]
        );
        yield return Tag(
            "p",
            $"If both were equally good, chance would set them at least this far apart in {Percent(comparison.PValue)} of evaluations (exact McNemar test)."
        );
    }

    private static XElement Row(string name, int right, int wrong) =>
        Tag("tr", Tag("th", name), Tag("td", Number(right, "N0")), Tag("td", Number(wrong, "N0")));
}
