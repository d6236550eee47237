using System.Globalization;
using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Markup;

namespace ClothesClassification.Benchmarks.Measuring;

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
    private const string Style = """
        text{fill:#24292f;font:13px system-ui,sans-serif}
        @media(prefers-color-scheme:dark){text{fill:#e6edf3}}
        .title{font-size:14px}.legend{font-size:12px}.footer{font-size:11px}
        .part0{fill:#8c959f}.part1{fill:#2f81f7}.part2{fill:#bf8700}.part3{fill:#1a7f37}.part4{fill:#8250df}.part5{fill:#cf222e}
        """;

    /// <summary>How a value is written behind its bar.</summary>
    public string Format { get; init; } = "F1";

    public override string ToString()
    {
        var left = (int)(Bars.Max(bar => bar.Name.Length) * CharacterWidth) + 12;
        var top = Parts.Count > 1 ? 52 : 30;
        var height = top + (Bars.Count * RowHeight) + 34;
        var scale = (Width - left - ValueWidth) / Bars.Max(bar => bar.Values.Sum());
        return Svg.Root(
                Width,
                height,
                Title,
                Svg.Style(Style),
                Svg.Text(0, 16, Title, "title"),
                Legend(),
                Bars.Select((bar, i) => Draw(bar, left, top + (i * RowHeight), scale)),
                Svg.Text(0, height - 8, Footer, "footer")
            ) + "\n";
    }

    /// <summary>Writes the picture beside the other results.</summary>
    public void Write(string name) => File.WriteAllText(Path.Combine(Repository.Results, name), ToString());

    private IEnumerable<XElement> Legend()
    {
        var x = 0.0;
        for (var i = 0; i < Parts.Count && Parts.Count > 1; i++)
        {
            yield return Svg.Rectangle(x, 30, 11, 11, $"part{i}");
            yield return Svg.Text(x + 16, 40, Parts[i], "legend");
            x += 34 + (Parts[i].Length * 6.6);
        }
    }

    private IEnumerable<XElement> Draw(Bar bar, double x, int y, double scale)
    {
        yield return Svg.Text(0, y + 15, bar.Name, "name");
        for (var i = 0; i < bar.Values.Count; i++)
        {
            var width = bar.Values[i] * scale;
            yield return Svg.Rectangle(x, y, width, BarHeight, $"part{i}", $"{Parts[i]}: {Text(bar.Values[i])}");
            x += width;
        }

        yield return Svg.Text(x + 6, y + 15, Text(bar.Values.Sum()), "value");
    }

    private string Text(double value) => value.ToString(Format, CultureInfo.InvariantCulture);
}

/// <summary>One bar.</summary>
/// <param name="Name">Name on its left.</param>
/// <param name="Values">Lengths of its parts.</param>
internal sealed record Bar(string Name, params IReadOnlyList<double> Values);
