using System.Globalization;
using System.Net;
using System.Text;

namespace ClothesClassification.ColdStart;

/// <summary>Draws the result as bars; readable in light and dark.</summary>
internal static class Chart
{
    private const int Width = 720;
    private const int Left = 120;
    private const int BarHeight = 22;
    private const int RowHeight = 40;

    public static string Draw(Result result)
    {
        var height = (result.Rows.Count * RowHeight) + 56;
        var scale = (Width - Left - 90) / result.Rows.Max(row => row.AnswerMs);
        var svg = new StringBuilder();
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"system-ui, sans-serif\" font-size=\"13\">"
        );
        svg.AppendLine(
            "<style>text{fill:#24292f}.init{fill:#8c959f}.first{fill:#2f81f7}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>"
        );
        svg.AppendLine(
            "<text x=\"0\" y=\"16\">Process start to first answer, one processor, ms: init (grey), first request (blue)</text>"
        );
        for (var i = 0; i < result.Rows.Count; i++)
            DrawRow(svg, result.Rows[i], 30 + (i * RowHeight), scale);
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"<text x=\"0\" y=\"{height - 8}\" font-size=\"11\">{WebUtility.HtmlEncode(result.Machine)}</text>"
        );
        return svg.AppendLine("</svg>").ToString();
    }

    private static void DrawRow(StringBuilder svg, ResultRow row, int y, double scale)
    {
        var (init, answer) = (row.InitMs * scale, row.AnswerMs * scale);
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 16}\">{row.Name}</text>");
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"<rect class=\"init\" x=\"{Left}\" y=\"{y}\" width=\"{init:F1}\" height=\"{BarHeight}\"/>"
        );
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"<rect class=\"first\" x=\"{Left + init:F1}\" y=\"{y}\" width=\"{answer - init:F1}\" height=\"{BarHeight}\"/>"
        );
        svg.AppendLine(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Left + answer + 8:F1}\" y=\"{y + 16}\">{row.AnswerMs:F0}</text>"
        );
    }
}
