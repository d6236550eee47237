using System.Xml.Linq;
using ClothesClassification.Cli.Metrics;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>The photos that could not be classified, and why.</summary>
internal static class FailureSection
{
    private const int MaxPhotos = 100;

    public static IEnumerable<XElement> Of(IReadOnlyList<FailedPhoto> failures)
    {
        yield return Table(
            "failures",
            Tag("tr", Tag("th", "photo"), Tag("th", "why")),
            failures.Take(MaxPhotos).Select(f => Tag("tr", Tag("th", f.Photo), Tag("td", f.Error)))
        );
        if (failures.Count > MaxPhotos)
            yield return Tag("p", $"These are {MaxPhotos} of {failures.Count}; report.json lists all.");
    }
}
