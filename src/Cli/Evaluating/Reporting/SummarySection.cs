using System.Xml.Linq;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>The figures that matter most.</summary>
internal static class SummarySection
{
    private static readonly (string Name, Func<ModelReport, string> Value)[] Times =
    [
        ("milliseconds for a photo: median", m => Number(m.Measures.LatencyMs!.P50)),
        ("90th percentile", m => Number(m.Measures.LatencyMs!.P90)),
        ("99th percentile", m => Number(m.Measures.LatencyMs!.P99)),
        ("longest", m => Number(m.Measures.LatencyMs!.Max)),
    ];

    public static XElement Of(IReadOnlyList<ModelReport> models, IReadOnlyList<string> names)
    {
        (string Name, Func<ModelReport, string> Value)[] rows =
        [
            ("accuracy", m => Percent(m.Measures.Photos == 0 ? null : m.Measures.Accuracy)),
            ("accuracy, 95 % confidence", m => $"{Percent(m.Accuracy95.Low)} to {Percent(m.Accuracy95.High)}"),
            ("right label among the best 3", m => Percent(m.Measures.Photos == 0 ? null : m.Measures.Top3)),
            ("expected calibration error", m => Percent(m.Measures.Ece)),
            ("photos answered", m => Number(m.Measures.Photos, "N0")),
            ("photos without an answer", m => Number(m.Measures.Failed, "N0")),
            .. models.Any(m => m.Measures.LatencyMs is null) ? [] : Times,
        ];
        return Table(
            "summary",
            Tag("tr", Tag("th"), names.Select(name => Tag("th", name))),
            rows.Select(row => Tag("tr", Tag("th", row.Name), models.Select(m => Tag("td", row.Value(m)))))
        );
    }
}
