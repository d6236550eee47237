using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Markup;
using ClothesClassification.Cli.Metrics;

namespace ClothesClassification.Cli.Evaluating.Reporting.Charts;

/// <summary>Photos by their time.</summary>
internal static class LatencyChart
{
    /// <summary>The highest bar.</summary>
    public static int Top(LatencyHistogram latency) => latency.Counts.Append(latency.Beyond).Max();

    /// <param name="latency">The counts.</param>
    /// <param name="top">What the axis is to reach: the same for charts side by side.</param>
    public static XElement Draw(LatencyHistogram latency, int top)
    {
        // One bin more than there are: the last is all beyond.
        var end = (latency.Counts.Count + 1) * latency.BinMs;
        var plot = new Plot("Photos by latency", Axis.Exact("milliseconds", end), Axis.Count("photos", top));
        for (var i = 0; i < latency.Counts.Count; i++)
            Bar(plot, latency, i, latency.Counts[i], $"to {Html.Number((i + 1) * latency.BinMs, "0.####")} ms");
        Bar(plot, latency, latency.Counts.Count, latency.Beyond, "ms and more");
        return plot.ToSvg();
    }

    private static void Bar(Plot plot, LatencyHistogram latency, int bin, int photos, string to)
    {
        if (photos == 0)
            return;
        var from = bin * latency.BinMs;
        var (left, right) = (plot.X(from) + 1, plot.X(from + latency.BinMs) - 1);
        var beyond = bin == latency.Counts.Count;
        plot.Add(
            Svg.Rectangle(
                left,
                plot.Y(photos),
                Math.Max(1, right - left),
                plot.Y(0) - plot.Y(photos),
                beyond ? "bar beyond" : "bar",
                $"{photos} photos, {Html.Number(from, "0.####")} {to}"
            )
        );
    }
}
