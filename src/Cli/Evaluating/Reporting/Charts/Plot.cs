using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Markup;

namespace ClothesClassification.Cli.Evaluating.Reporting.Charts;

/// <summary>Two axes with their grid, and room for what is drawn on them.</summary>
/// <param name="title">What the chart shows, for those who do not see it.</param>
/// <param name="x">The axis at the bottom.</param>
/// <param name="y">The axis at the left.</param>
internal sealed class Plot(string title, Axis x, Axis y)
{
    private const double Width = 520;
    private const double Height = 330;
    private const double Left = 62;
    private const double Right = 26;
    private const double Top = 18;
    private const double Bottom = 48;
    private readonly List<XElement> marks = [];

    public double X(double value) => Left + ((value - x.From) / (x.To - x.From) * (Width - Left - Right));

    public double Y(double value) => Height - Bottom - ((value - y.From) / (y.To - y.From) * (Height - Top - Bottom));

    public void Add(XElement mark) => marks.Add(mark);

    public XElement ToSvg() =>
        Svg.Root(
            Width,
            Height,
            title,
            y.Ticks.SelectMany(YTick),
            x.Ticks.SelectMany(XTick),
            marks,
            Svg.Line(Left, Y(y.From), Width - Right, Y(y.From), "axis"),
            Svg.Text((Left + Width - Right) / 2, Height - 8, x.Title, "name middle"),
            Svg.VerticalText(14, (Top + Height - Bottom) / 2, y.Title, "name middle")
        );

    private IEnumerable<XElement> YTick(double value)
    {
        yield return Svg.Line(Left, Y(value), Width - Right, Y(value), "grid");
        yield return Svg.Text(Left - 8, Y(value) + 4, y.Label(value), "tick end");
    }

    private IEnumerable<XElement> XTick(double value)
    {
        yield return Svg.Line(X(value), Y(y.From), X(value), Y(y.From) + 5, "axis");
        yield return Svg.Text(X(value), Y(y.From) + 19, x.Label(value), "tick middle");
    }
}
