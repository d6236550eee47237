using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Markup;
using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Evaluating.Reporting.Charts;

/// <summary>Share of other photos accepted against the share of labels' photos lost, a point for each threshold.</summary>
internal static class SeparationChart
{
    /// <param name="bestScore">Dashed.</param>
    /// <param name="likeness">Solid; null for none.</param>
    public static XElement Draw(Separation bestScore, Separation? likeness)
    {
        var plot = new Plot(
            "Photos of other things accepted by the share of labels' photos lost",
            Axis.Share("labels' photos lost"),
            Axis.Share("others accepted")
        );
        // Chance.
        plot.Add(Svg.Line(plot.X(0), plot.Y(1), plot.X(1), plot.Y(0), "ideal"));
        Draw(plot, "best score", bestScore, "score");
        if (likeness is not null)
            Draw(plot, "likeness", likeness, "likeness");
        return plot.ToSvg();
    }

    private static void Draw(Plot plot, string name, Separation measure, string kind)
    {
        var places = measure.Points.Select(p => (X: plot.X(p.KnownLost), Y: plot.Y(p.UnknownAccepted))).ToList();
        plot.Add(Svg.Polyline(places, $"curve {kind}"));
        for (var i = 0; i < places.Count; i++)
        {
            var point = measure.Points[i];
            plot.Add(
                Svg.Circle(
                    places[i].X,
                    places[i].Y,
                    3.5,
                    $"point {kind}",
                    $"{name} from {Html.Number(point.Threshold)}: {Html.Percent(point.KnownLost)} lost, {Html.Percent(point.UnknownAccepted)} of the others accepted"
                )
            );
        }
    }
}
