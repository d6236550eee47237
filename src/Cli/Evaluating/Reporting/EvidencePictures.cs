using System.Xml.Linq;
using ClothesClassification.Cli.Explaining;
using ClothesClassification.Inference;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>A misclassified photo under two maps: of the label that the model gave, and of the right one.</summary>
internal static class EvidencePictures
{
    public static XElement Explanation() =>
        Tag(
            "p",
            "The small pictures show what speaks for the label given and for the right one: from violet, least, to yellow, most; the two of a photo have the same scale.",
            Tag("span", Class("scale"), Attribute("role", "img"), Attribute("aria-label", "From violet to yellow"))
        );

    /// <param name="path">The photo.</param>
    /// <param name="given">The map of the label given.</param>
    /// <param name="right">The map of the right label.</param>
    /// <returns>null where the photo cannot be drawn.</returns>
    public static XElement? Of(string path, EvidenceMap given, EvidenceMap right)
    {
        using var photo = Thumbnail.Draw(path);
        if (photo is null)
            return null;
        var range = EvidenceRange.Of(given, right);
        return Tag(
            "div",
            Class("evidence"),
            new[] { given, right }.Select(map =>
                Tag(
                    "figure",
                    Tag(
                        "img",
                        Attribute("src", EvidenceOverlay.DataUrl(photo, map, range)),
                        Attribute("alt", $"What speaks for {map.Label}")
                    ),
                    Tag("figcaption", map.Label)
                )
            )
        );
    }
}
