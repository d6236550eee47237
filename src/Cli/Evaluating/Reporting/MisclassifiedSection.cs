using System.Globalization;
using System.Xml.Linq;
using ClothesClassification.Inference;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>The photos that a model gets wrong, those first whose right label has the lowest score.</summary>
internal static class MisclassifiedSection
{
    /// <summary>Photos with a picture on the page, at most; the page then has some 2 MB.</summary>
    public const int MaxPhotos = 100;

    public static IEnumerable<XElement> Of(
        IReadOnlyList<ModelReport> models,
        IReadOnlyList<string> names,
        string photoFolder,
        MistakeEvidence? evidence
    )
    {
        var shown = Shown(models);
        yield return Tag("p", Caption(models.SelectMany(m => m.Misclassified).DistinctBy(m => m.Photo).Count()));
        if (evidence is not null && shown.Count > 0)
            yield return EvidencePictures.Explanation();
        yield return Tag(
            "div",
            Class("photos"),
            shown.Select(photo => Card(photo, models, names, photoFolder, evidence))
        );
    }

    /// <summary>The photos with a picture on the page, the one first whose right label has the lowest score.</summary>
    public static IReadOnlyList<MisclassifiedPhoto> Shown(IReadOnlyList<ModelReport> models) =>
        [
            .. models
                .SelectMany(m => m.Misclassified)
                .GroupBy(m => m.Photo)
                .OrderBy(g => g.Min(m => m.LabelScore))
                .Select(g => g.First())
                .Take(MaxPhotos),
        ];

    private static string Caption(int photos)
    {
        var all = string.Create(CultureInfo.InvariantCulture, $"{photos:N0}");
        return photos switch
        {
            0 => "There are none.",
            1 => "There is one.",
            <= MaxPhotos =>
                $"There are {all}; first those whose own label has the lowest score: look there for photos in the wrong folder.",
            _ =>
                $"There are {all}; these are the {MaxPhotos} whose own label has the lowest scores, and report.json lists all. Look there for photos in the wrong folder.",
        };
    }

    private static XElement Card(
        MisclassifiedPhoto photo,
        IReadOnlyList<ModelReport> models,
        IReadOnlyList<string> names,
        string photoFolder,
        MistakeEvidence? evidence
    ) =>
        Tag(
            "figure",
            Class("photo"),
            Picture(photo, photoFolder),
            Tag(
                "figcaption",
                Tag("strong", photo.Label),
                models.Select(
                    (model, i) =>
                        new object?[]
                        {
                            Answer(photo, model, names.Count == 1 ? null : names[i]),
                            Pictures(photo, model, evidence?.Of(i, photo.Photo), photoFolder),
                        }
                ),
                Tag("small", photo.Photo)
            )
        );

    private static XElement Picture(MisclassifiedPhoto photo, string photoFolder) =>
        Thumbnail.DataUrl(Path.Combine(photoFolder, photo.Photo)) is { } url
            ? Tag("img", Attribute("src", url), Attribute("alt", $"{photo.Label}: {photo.Photo}"))
            : Tag("div", Class("none"), "no preview");

    private static XElement Answer(MisclassifiedPhoto photo, ModelReport model, string? name)
    {
        var wrong = model.Misclassified.FirstOrDefault(m => m.Photo == photo.Photo);
        object?[] said = wrong is null
            ? [Tag("div", Class("right"), model.Failures.Any(f => f.Photo == photo.Photo) ? "no answer" : "right")]
            :
            [
                .. wrong.Predictions.Select(p => Prediction(p, photo.Label)),
                wrong.Predictions.Any(p => p.Label == photo.Label)
                    ? null
                    : Prediction(new ScoredLabel(photo.Label, wrong.LabelScore), photo.Label),
            ];
        return Tag("div", Class("answer"), name is null ? null : Tag("em", name), said);
    }

    private static XElement? Pictures(
        MisclassifiedPhoto photo,
        ModelReport model,
        PhotoEvidence? evidence,
        string photoFolder
    ) =>
        evidence is null
            ? null
            : EvidencePictures.Of(
                Path.Combine(photoFolder, photo.Photo),
                evidence[model.Misclassified.First(m => m.Photo == photo.Photo).Predictions[0].Label],
                evidence[photo.Label]
            );

    private static XElement Prediction(ScoredLabel prediction, string label) =>
        Tag(
            "div",
            Class(prediction.Label == label ? "prediction right" : "prediction"),
            Attribute("style", $"--share:{Number(prediction.Score, "0.###")}"),
            Tag("span", prediction.Label),
            Tag("span", Percent(prediction.Score))
        );
}
