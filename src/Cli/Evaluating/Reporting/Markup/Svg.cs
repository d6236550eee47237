using System.Globalization;
using System.Xml.Linq;

namespace ClothesClassification.Cli.Evaluating.Reporting.Markup;

/// <summary>Shapes of an SVG. Colours and fonts are set by a style sheet, by class. The benchmarks draw with it, too.</summary>
internal static class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <param name="width">Width of the drawing; it scales to the room that it is given.</param>
    /// <param name="height">Height of the drawing.</param>
    /// <param name="title">What it shows, for screen readers.</param>
    /// <param name="content">Attributes and shapes.</param>
    public static XElement Root(double width, double height, string title, params object[] content) =>
        Shape(
            "svg",
            new XAttribute("viewBox", $"0 0 {Round(width)} {Round(height)}"),
            new XAttribute("role", "img"),
            Shape("title", title),
            content
        );

    /// <summary>A style sheet inside of the drawing.</summary>
    public static XElement Style(string css) => Shape("style", css);

    public static XElement Line(double x1, double y1, double x2, double y2, string classes) =>
        Shape("line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), Class(classes));

    /// <param name="x">Left side.</param>
    /// <param name="y">Upper side.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="tooltip">Shown where the pointer rests; null for none.</param>
    public static XElement Rectangle(
        double x,
        double y,
        double width,
        double height,
        string classes,
        string? tooltip = null
    ) =>
        Shape(
            "rect",
            At("x", x),
            At("y", y),
            At("width", width),
            At("height", height),
            Class(classes),
            Tooltip(tooltip)
        );

    public static XElement Circle(double x, double y, double radius, string classes, string tooltip) =>
        Shape("circle", At("cx", x), At("cy", y), At("r", radius), Class(classes), Tooltip(tooltip));

    public static XElement Polyline(IEnumerable<(double X, double Y)> points, string classes) =>
        Shape(
            "polyline",
            new XAttribute("points", string.Join(' ', points.Select(p => $"{Round(p.X)},{Round(p.Y)}"))),
            Class(classes)
        );

    /// <param name="x">Where the text begins, unless a class sets <c>text-anchor</c>.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="classes">Classes.</param>
    public static XElement Text(double x, double y, string text, string classes) =>
        Shape("text", At("x", x), At("y", y), Class(classes), text);

    /// <summary>A picture, such as a <c>data:</c> URL.</summary>
    public static XElement Image(double x, double y, double width, double height, string url) =>
        Shape("image", At("x", x), At("y", y), At("width", width), At("height", height), new XAttribute("href", url));

    /// <summary>Colours from the left to the right, at even distances.</summary>
    public static XElement Gradient(string id, IReadOnlyList<string> colors) =>
        Shape(
            "linearGradient",
            new XAttribute("id", id),
            colors.Select(
                (color, i) =>
                    Shape(
                        "stop",
                        new XAttribute(
                            "offset",
                            (i / (colors.Count - 1.0)).ToString("0.####", CultureInfo.InvariantCulture)
                        ),
                        new XAttribute("stop-color", color)
                    )
            )
        );

    /// <summary>A rectangle that is filled by a <see cref="Gradient"/>.</summary>
    public static XElement Filled(double x, double y, double width, double height, string gradient) =>
        Shape(
            "rect",
            At("x", x),
            At("y", y),
            At("width", width),
            At("height", height),
            new XAttribute("fill", $"url(#{gradient})")
        );

    /// <summary>Text that is read from the bottom to the top.</summary>
    public static XElement VerticalText(double x, double y, string text, string classes) =>
        Shape(
            "text",
            new XAttribute("transform", $"translate({Round(x)} {Round(y)}) rotate(-90)"),
            Class(classes),
            text
        );

    private static XElement Shape(string name, params object?[] content) => new(Namespace + name, content);

    private static XElement? Tooltip(string? text) => text is null ? null : Shape("title", text);

    private static XAttribute Class(string names) => new("class", names);

    private static XAttribute At(string name, double value) => new(name, Round(value));

    private static string Round(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
