using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Markup;
using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Evaluating.Reporting.Charts;

/// <summary>Accuracy against the share of photos that are answered, a point for each minimum score.</summary>
internal static class CoverageChart
{
    // Labels closer than this would overlap.
    private const double LabelWidth = 26;

    public static XElement Draw(IReadOnlyList<IReadOnlyList<CoveragePoint>> curves, IReadOnlyList<string> names)
    {
        var lowest = curves.SelectMany(c => c).Min(p => p.Accuracy) ?? 0;
        var plot = new Plot(
            "Accuracy by the share of photos answered",
            Axis.Share("photos answered"),
            Axis.Share("right answers", lowest)
        );
        for (var i = 0; i < curves.Count; i++)
            Draw(plot, i, [.. curves[i].Where(p => p.Accuracy is not null)], names[i]);
        return plot.ToSvg();
    }

    private static void Draw(Plot plot, int model, IReadOnlyList<CoveragePoint> points, string name)
    {
        var places = points.Select(p => (X: plot.X(p.Coverage), Y: plot.Y(p.Accuracy!.Value))).ToList();
        plot.Add(Svg.Polyline(places, $"curve model{model}"));
        var free = double.PositiveInfinity;
        for (var i = 0; i < points.Count; i++)
        {
            var (point, (x, y)) = (points[i], places[i]);
            var tooltip =
                $"{name}, minimum score {Html.Number(point.MinScore)}: {Html.Percent(point.Coverage)} answered, {Html.Percent(point.Accuracy)} of them right";
            plot.Add(Svg.Circle(x, y, 3.5, $"point model{model}", tooltip));
            // Two curves' labels would run over each other: the first has them, the second the tooltips.
            if (model > 0 || x > free)
                continue;
            plot.Add(Svg.Text(x - 5, y + 15, Html.Number(point.MinScore), "count end"));
            free = x - LabelWidth;
        }
    }
}
