using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Markup;
using ClothesClassification.Training;

namespace ClothesClassification.Cli.Evaluating.Reporting.Charts;

/// <summary>Accuracy against the number of photos trained on.</summary>
internal static class LearningCurveChart
{
    public static XElement Draw(IReadOnlyList<LearningCurvePoint> curve)
    {
        var plot = new Plot(
            "Accuracy by the number of photos trained on",
            Axis.Count("photos trained on", curve.Max(p => p.Photos)),
            Axis.Share("right answers", curve.Min(p => p.Accuracy))
        );
        var places = curve.Select(p => (X: plot.X(p.Photos), Y: plot.Y(p.Accuracy))).ToList();
        plot.Add(Svg.Polyline(places, "curve model0"));
        for (var i = 0; i < curve.Count; i++)
        {
            var (x, y) = places[i];
            var share = Html.Percent(curve[i].Accuracy);
            plot.Add(
                Svg.Circle(x, y, 3.5, "point model0", $"{Html.Number(curve[i].Photos, "N0")} photos: {share} right")
            );
            plot.Add(Svg.Text(x, y - 9, share, "count middle"));
        }

        return plot.ToSvg();
    }
}
