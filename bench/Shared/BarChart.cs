using System.Globalization;
using System.Net;
using System.Text;

namespace ClothesClassification.Measuring;

/// <summary>Draws bars, each of one or more parts, as an SVG that is readable in light and dark.</summary>
/// <param name="Title">Says what the bars are, and in which unit.</param>
/// <param name="Parts">What the parts of a bar are, from left to right.</param>
/// <param name="Bars">The bars, from top to bottom.</param>
/// <param name="Footer">The machine that measured.</param>
internal sealed record BarChart(string Title, IReadOnlyList<string> Parts, IReadOnlyList<Bar> Bars, string Footer)
{
    private const int Width = 760;
    private const int BarHeight = 20;
    private const int RowHeight = 30;
    private const int ValueWidth = 76;
    private const double CharacterWidth = 7.2;
    private static readonly string[] Colors =
    [
        "#8c959f",
        "#2f81f7",
        "#bf8700",
        "#1a7f37",
        "#8250df",
        "#cf222e",
        "#57606a",
        "#0e8a8a",
    ];

    /// <summary>How a value is written behind its bar.</summary>
    public string Format { get; init; } = "F1";

    public override string ToString()
    {
        var left = (int)(Bars.Max(bar => bar.Name.Length) * CharacterWidth) + 12;
        var height = 64 + (Bars.Count * RowHeight) + (Parts.Count > 1 ? 22 : 0);
        var scale = (Width - left - ValueWidth) / Bars.Max(bar => bar.Values.Sum());
        var svg = new StringBuilder();
        Line(
            svg,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"system-ui, sans-serif\" font-size=\"13\">"
        );
        Line(svg, $"<style>text{{fill:#24292f}}@media(prefers-color-scheme:dark){{text{{fill:#e6edf3}}}}</style>");
        Text(svg, 0, 16, 14, Title);
        var y = 30;
        if (Parts.Count > 1)
        {
            DrawLegend(svg, y);
            y += 22;
        }

        foreach (var bar in Bars)
        {
            DrawBar(svg, bar, left, y, scale);
            y += RowHeight;
        }

        Text(svg, 0, height - 8, 11, Footer);
        return svg.Append("</svg>\n").ToString();
    }

    private void DrawLegend(StringBuilder svg, int y)
    {
        var x = 0.0;
        for (var i = 0; i < Parts.Count; i++)
        {
            Line(
                svg,
                $"<rect x=\"{x:F0}\" y=\"{y}\" width=\"11\" height=\"11\" fill=\"{Colors[i % Colors.Length]}\"/>"
            );
            Text(svg, x + 16, y + 10, 12, Parts[i]);
            x += 34 + (Parts[i].Length * 6.6);
        }
    }

    private void DrawBar(StringBuilder svg, Bar bar, int left, int y, double scale)
    {
        Text(svg, 0, y + 15, 13, bar.Name);
        double x = left;
        for (var i = 0; i < bar.Values.Count; i++)
        {
            var width = bar.Values[i] * scale;
            Line(
                svg,
                $"<rect x=\"{x:F1}\" y=\"{y}\" width=\"{width:F1}\" height=\"{BarHeight}\" fill=\"{Colors[i % Colors.Length]}\"/>"
            );
            x += width;
        }

        Text(svg, x + 6, y + 15, 13, bar.Values.Sum().ToString(Format, CultureInfo.InvariantCulture));
    }

    private static void Text(StringBuilder svg, double x, double y, int size, string text) =>
        Line(svg, $"<text x=\"{x:F0}\" y=\"{y:F0}\" font-size=\"{size}\">{WebUtility.HtmlEncode(text)}</text>");

    private static void Line(StringBuilder svg, FormattableString line) =>
        svg.Append(FormattableString.Invariant(line)).Append('\n');
}

/// <summary>One bar.</summary>
/// <param name="Name">Name on its left.</param>
/// <param name="Values">Lengths of its parts.</param>
internal sealed record Bar(string Name, params IReadOnlyList<double> Values);
