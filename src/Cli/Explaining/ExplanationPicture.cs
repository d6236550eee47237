using System.Globalization;
using ClothesClassification.Cli.Evaluating.Reporting.Markup;
using ClothesClassification.Cli.Photos;
using ClothesClassification.Inference;
using SkiaSharp;

namespace ClothesClassification.Cli.Explaining;

/// <summary>
/// Draws one answer as an SVG: the photo, the photo under the map of a label, and a scale. The photos are inside of the file; text
/// is text, for which no font is needed here.
/// </summary>
internal static class ExplanationPicture
{
    /// <summary>What a score is not.</summary>
    public const string Caution =
        "A score compares the labels that the model knows; it does not say whether the photo shows one of them.";

    private const int Side = 480;
    private const int Gap = 24;
    private const int Head = 76;
    private const int Foot = 104;
    private const int MinWidth = 680;
    private const int ScaleWidth = 240;
    private const int ScaleHeight = 14;

    private const string Style =
        "text{font:14px system-ui,sans-serif;fill:#1f2328}"
        + ".title{font-size:22px;font-weight:600}.end{text-anchor:end}.small{font-size:12px;fill:#59636e}.page{fill:#fff}.none{fill:#e6e8eb}";

    /// <param name="file">The photo as it was named.</param>
    /// <param name="photo">The encoded photo.</param>
    /// <param name="answer">The answer, with evidence.</param>
    /// <param name="label">The label to draw.</param>
    public static string Draw(string file, ReadOnlySpan<byte> photo, Classification answer, string label)
    {
        var evidence = answer.Evidence!;
        var map = evidence[label];
        var range = EvidenceRange.Of(map);
        using var picture = OrientedBitmap.Read(photo, Side);
        var (width, height) = picture is null ? (Side, Side) : (picture.Width, picture.Height);
        var total = Math.Max(MinWidth, (2 * width) + (3 * Gap));
        var title = string.Create(CultureInfo.InvariantCulture, $"{label} {answer.Scores[label] * 100:F1} %");
        var scale = Head + height + Gap;
        var svg = Svg.Root(
            total,
            Head + height + Foot,
            $"What speaks for {title} in {Path.GetFileName(file)}",
            Svg.Style(Style),
            Svg.Rectangle(0, 0, total, Head + height + Foot, "page"),
            Svg.Text(Gap, 34, title, "title"),
            Svg.Text(Gap, 58, Subtitle(file, answer, label), "small"),
            Panels(picture, map, range, width, height),
            Scale(range, scale),
            Svg.Text(Gap, scale + 42, Meaning(evidence, label), "small"),
            Svg.Text(Gap, scale + 60, Caution, "small")
        );
        return Html.WriteFragment(svg);
    }

    private static string Subtitle(string file, Classification answer, string label) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(file)}, {answer.ModelName} {answer.ModelVersion}"
        )
        + (
            answer.Best.Label == label
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"; the best label is {answer.Best.Label}, {answer.Best.Score * 100:F1} %"
                )
        );

    private static string Meaning(PhotoEvidence evidence, string label) =>
        evidence.Method == EvidenceMethod.Occlusion
            ? $"By how much the logit of {label} falls when a place is covered; {evidence.Rows} x {evidence.Columns} places."
            : $"What a place adds to the logit of {label}; {evidence.Rows} x {evidence.Columns} places.";

    private static object[] Panels(SKImage? picture, EvidenceMap map, EvidenceRange range, int width, int height)
    {
        var second = width + (2 * Gap);
        if (picture is null)
        {
            // The classifier mends damage that Skia does not, and draws nothing.
            using var plain = SKSurface.Create(
                new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque)
            );
            plain.Canvas.Clear(SKColors.Gray);
            using var grey = plain.Snapshot();
            return
            [
                Svg.Rectangle(Gap, Head, width, height, "none"),
                Svg.Text(2 * Gap, Head + (2 * Gap), "The photo cannot be drawn.", "small"),
                Svg.Image(second, Head, width, height, EvidenceOverlay.DataUrl(grey, map, range)),
            ];
        }

        using var bitmap = SKBitmap.FromImage(picture);
        return
        [
            Svg.Image(Gap, Head, width, height, EvidenceOverlay.DataUrl(bitmap)),
            Svg.Image(second, Head, width, height, EvidenceOverlay.DataUrl(picture, map, range)),
        ];
    }

    private static object[] Scale(EvidenceRange range, double y) =>
        [
            Svg.Gradient("scale", [.. ColorScale.Stops.Select(c => $"#{c.Red:x2}{c.Green:x2}{c.Blue:x2}")]),
            Svg.Text(Gap, y + 12, Number(range.Low), ""),
            Svg.Filled(Gap + 64, y, ScaleWidth, ScaleHeight, "scale"),
            Svg.Text(Gap + 64 + ScaleWidth + 12, y + 12, Number(range.High), ""),
        ];

    private static string Number(float value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
