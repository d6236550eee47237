using System.Globalization;
using System.Xml.Linq;

namespace ClothesClassification.Cli.Evaluating.Reporting.Charts;

/// <summary>Shapes of a drawing inside of a page, whose colours the page's style sets by class.</summary>
internal static class Svg
{
    public static XElement Line(double x1, double y1, double x2, double y2, string style) =>
        new("line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), Html.Class(style));

    public static XElement Rectangle(double x, double y, double width, double height, string style, string says) =>
        new(
            "rect",
            At("x", x),
            At("y", y),
            At("width", width),
            At("height", height),
            Html.Class(style),
            new XElement("title", says)
        );

    public static XElement Circle(double x, double y, double radius, string style, string says) =>
        new("circle", At("cx", x), At("cy", y), At("r", radius), Html.Class(style), new XElement("title", says));

    public static XElement Path(IEnumerable<(double X, double Y)> points, string style) =>
        new(
            "polyline",
            new XAttribute("points", string.Join(' ', points.Select(p => $"{Round(p.X)},{Round(p.Y)}"))),
            Html.Class(style)
        );

    /// <param name="x">The text's place.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">A class; one of <c>start</c>, <c>middle</c> and <c>end</c> says which part of the text is at x.</param>
    public static XElement Text(double x, double y, string text, string style) =>
        new("text", At("x", x), At("y", y), Html.Class(style), text);

    private static XAttribute At(string name, double value) => new(name, Round(value));

    private static string Round(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
