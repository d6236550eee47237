using System.Globalization;
using System.Xml.Linq;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>The photos that a model gets wrong, those with the highest scores first.</summary>
internal static class MisclassifiedSection
{
    /// <summary>Photos with a picture on the page, at most; the page then has some 700 KB.</summary>
    public const int MaxPhotos = 100;

    public static IEnumerable<XElement> Of(
        IReadOnlyList<ModelReport> models,
        IReadOnlyList<string> names,
        string photoFolder
    )
    {
        var photos = models
            .SelectMany(m => m.Misclassified)
            .GroupBy(m => m.Photo)
            .OrderByDescending(g => g.Max(m => m.Predictions[0].Score))
            .Select(g => g.First())
            .ToList();
        yield return Tag("p", Caption(photos.Count));
        yield return Tag(
            "div",
            Class("photos"),
            photos.Take(MaxPhotos).Select(photo => Card(photo, models, names, photoFolder))
        );
    }

    private static string Caption(int photos)
    {
        var all = string.Create(CultureInfo.InvariantCulture, $"{photos:N0}");
        return photos switch
        {
            0 => "There are none.",
            1 => "There is one.",
            <= MaxPhotos => $"There are {all}; where a model is the surest comes first.",
            _ => $"There are {all}; these are the {MaxPhotos} with the highest scores, and report.json lists all.",
        };
    }

    private static XElement Card(
        MisclassifiedPhoto photo,
        IReadOnlyList<ModelReport> models,
        IReadOnlyList<string> names,
        string photoFolder
    ) =>
        Tag(
            "figure",
            Class("photo"),
            Picture(photo, photoFolder),
            Tag(
                "figcaption",
                Tag("strong", photo.Label),
                models.Select((model, i) => Answer(photo, model, names.Count == 1 ? null : names[i])),
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
        object[] said = wrong is null
            ? [Tag("div", Class("right"), model.Failures.Any(f => f.Photo == photo.Photo) ? "no answer" : "right")]
            : [.. wrong.Predictions.Select(p => Prediction(p, photo.Label))];
        return Tag("div", Class("answer"), name is null ? null : Tag("em", name), said);
    }

    private static XElement Prediction(ScoredLabel prediction, string label) =>
        Tag(
            "div",
            Class(prediction.Label == label ? "prediction right" : "prediction"),
            Attribute("style", $"--share:{Number(prediction.Score, "0.###")}"),
            Tag("span", prediction.Label),
            Tag("span", Percent(prediction.Score))
        );
}
