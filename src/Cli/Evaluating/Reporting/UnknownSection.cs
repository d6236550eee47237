using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Charts;
using ClothesClassification.Cli.Metrics;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Photos of things that are none of the labels.</summary>
internal static class UnknownSection
{
    public static IEnumerable<XElement> Of(IReadOnlyList<ModelReport> models, IReadOnlyList<string> names)
    {
        yield return Tag(
            "p",
            "Every photo gets a label, whatever it shows. If answers below a threshold are set aside: the share of photos of the labels that are lost, and the share of other photos that get a label all the same. The area is how often a photo of a label has the higher value than another photo: 50 % is chance. In the chart the best score is dashed, the likeness solid, and the diagonal is chance."
        );
        for (var i = 0; i < models.Count; i++)
        {
            if (models[i].Measures.Unknown is { } unknown)
                yield return Tag("div", Class("columns"), Chart(unknown, i, names[i]), Numbers(unknown));
        }
    }

    private static XElement Chart(UnknownReport unknown, int model, string name)
    {
        var confident = unknown.Confident is { } shares
            ? $", called confident: {Percent(shares.Known)} of the labels' photos, {Percent(shares.Unknown)} of the others"
            : "";
        return Tag(
            "figure",
            Class($"model{model}"),
            Tag("figcaption", $"{name}, {unknown.Photos} other photos{confident}"),
            SeparationChart.Draw(unknown.BestScore, unknown.Likeness)
        );
    }

    private static XElement Numbers(UnknownReport unknown)
    {
        (string Name, Separation Measure)[] measures =
        [
            ("best score", unknown.BestScore),
            .. unknown.Likeness is { } likeness ? [("likeness", likeness)] : Array.Empty<(string, Separation)>(),
        ];
        return Table(
            "numbers",
            Tag(
                "tr",
                Tag("th", "threshold"),
                measures.SelectMany(m =>
                    new[]
                    {
                        Tag("th", $"{m.Name} (area {Percent(m.Measure.Area)}): labels lost"),
                        Tag("th", $"{m.Name}: others accepted"),
                    }
                )
            ),
            unknown.BestScore.Points.Select(
                (point, i) =>
                    Tag(
                        "tr",
                        Tag("th", Number(point.Threshold)),
                        measures.SelectMany(m =>
                            new[]
                            {
                                Tag("td", Percent(m.Measure.Points[i].KnownLost)),
                                Tag("td", Percent(m.Measure.Points[i].UnknownAccepted)),
                            }
                        )
                    )
            )
        );
    }
}
