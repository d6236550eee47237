using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Markup;
using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Evaluating.Reporting.Charts;

/// <summary>Share of right answers by best score, against the diagonal on which they would be equal.</summary>
internal static class ReliabilityChart
{
    public static XElement Draw(IReadOnlyList<CalibrationBin> bins)
    {
        var plot = new Plot(
            "Reliability: share of right answers by score",
            Axis.Share("best score"),
            Axis.Share("right answers")
        );
        foreach (var bin in bins.Where(b => b.Photos > 0))
        {
            var (left, right, top) = (plot.X(bin.From) + 1, plot.X(bin.To) - 1, plot.Y(bin.Accuracy!.Value));
            var tooltip =
                $"scores {Html.Number(bin.From)} to {Html.Number(bin.To)}: {Html.Percent(bin.Accuracy)} of {bin.Photos} right, mean score {Html.Percent(bin.MeanScore)}";
            plot.Add(Svg.Rectangle(left, top, right - left, plot.Y(0) - top, "bar", tooltip));
            plot.Add(Svg.Text((left + right) / 2, top - 4, $"{bin.Photos}", "count middle"));
        }

        plot.Add(Svg.Line(plot.X(0), plot.Y(0), plot.X(1), plot.Y(1), "ideal"));
        return plot.ToSvg();
    }
}
