using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ClothesClassification.Cli.Evaluating.Reporting.Markup;

/// <summary>
/// Writes HTML from a tree of elements, so that no text gets into a page unescaped. What is written is well-formed XML, too.
/// </summary>
internal static class Html
{
    // Elements without an end tag.
    private static readonly string[] Void = ["meta", "img", "br"];

    public static XElement Tag(string name, params object?[] content) => new(name, content);

    public static XAttribute Class(string names) => new("class", names);

    public static XAttribute Attribute(string name, string value) => new(name, value);

    /// <summary>A share in percent, with one digit, on one line; a dash where there is none.</summary>
    public static string Percent(double? share) =>
        share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:F1}\u00a0%") : "–";

    public static string Number(double value, string format = "0.##") =>
        value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A table that scrolls by itself where the page is narrower.</summary>
    public static XElement Table(string classes, XElement head, IEnumerable<XElement> rows) =>
        Tag(
            "div",
            Class("scroll"),
            Attribute("tabindex", "0"),
            Tag("table", Class(classes), Tag("thead", head), Tag("tbody", rows))
        );

    public static string Write(XElement page) => "<!doctype html>\n" + WriteFragment(page);

    /// <summary>An element by itself, such as an SVG that becomes a file.</summary>
    public static string WriteFragment(XElement page)
    {
        foreach (var element in page.Descendants().Where(e => e.IsEmpty && !Void.Contains(e.Name.LocalName)))
            element.Value = "";
        foreach (var node in page.DescendantNodes().OfType<XText>())
            node.Value = WithoutControls(node.Value);
        foreach (var attribute in page.Descendants().Attributes())
            attribute.Value = WithoutControls(attribute.Value);
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false };
        using (var writer = XmlWriter.Create(text, settings))
            page.WriteTo(writer);
        return text.Append('\n').ToString();
    }

    // A file's name may hold characters that a page may not, not even escaped.
    private static string WithoutControls(string text) =>
        text.Any(IsBanned) ? string.Concat(text.Select(c => IsBanned(c) ? '\uFFFD' : c)) : text;

    private static bool IsBanned(char c) => char.IsControl(c) && c is not ('\t' or '\n' or '\r');
}
