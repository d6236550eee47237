using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Charts;
using ClothesClassification.Cli.Metrics;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>What a minimum score costs and brings.</summary>
internal static class CoverageSection
{
    public static IEnumerable<XElement> Of(IReadOnlyList<ModelReport> models, IReadOnlyList<string> names)
    {
        yield return Tag(
            "p",
            "If answers below a minimum score are left to a person: the share of photos that still get an answer, and how many of those answers are right. A higher minimum moves to the left; points are labelled with it."
        );
        yield return Tag(
            "div",
            Class("columns"),
            Tag("figure", Legend(names), CoverageChart.Draw([.. models.Select(m => m.Coverage)], names)),
            CoverageTable(models, names)
        );
    }

    private static XElement Legend(IReadOnlyList<string> names) =>
        Tag(
            "figcaption",
            names.Select((name, i) => Tag("span", Class($"legend model{i}"), Tag("i", Class("swatch")), name))
        );

    private static XElement CoverageTable(IReadOnlyList<ModelReport> models, IReadOnlyList<string> names) =>
        Table(
            "numbers",
            Tag(
                "tr",
                Tag("th", "minimum score"),
                names.SelectMany(name =>
                    new[] { Tag("th", Title("answered", name, names)), Tag("th", Title("right", name, names)) }
                )
            ),
            // Every second one, and those near the end, where it matters.
            CoverageCurve
                .MinimumScores.Select((minimum, i) => (minimum, i))
                .Where(m => m.i % 2 == 0 || m.minimum > 0.9)
                .Select(m =>
                    Tag(
                        "tr",
                        Tag("th", Number(m.minimum)),
                        models.SelectMany(model =>
                            new[]
                            {
                                Tag("td", Percent(model.Coverage[m.i].Coverage)),
                                Tag("td", Percent(model.Coverage[m.i].Accuracy)),
                            }
                        )
                    )
                )
        );

    private static string Title(string what, string name, IReadOnlyList<string> names) =>
        names.Count == 1 ? what : $"{what}, {name}";
}
