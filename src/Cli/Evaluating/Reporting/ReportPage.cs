using System.Globalization;
using System.Xml.Linq;
using ClothesClassification.Cli.Evaluating.Reporting.Charts;
using static ClothesClassification.Cli.Evaluating.Reporting.Markup.Html;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>Writes <c>report.html</c>: one file that needs nothing else, and no script.</summary>
internal static class ReportPage
{
    /// <summary>Nothing is fetched, and no script runs, whatever a label or a file is called.</summary>
    public const string ContentPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    public static string Write(ReportDocument report, string photoFolder, MistakeEvidence? evidence = null)
    {
        var names = ModelNames.Of(report.Models);
        var title =
            $"{(report.Training is null ? "Evaluation" : "Training")} of {string.Join(" and ", report.Models.Select(m => m.Model.Title))}";
        return Markup.Html.Write(
            Tag(
                "html",
                Attribute("lang", "en"),
                Head(title),
                Tag(
                    "body",
                    Tag("header", Tag("h1", title), Tag("p", Class("about"), About(report))),
                    Tag("main", Sections(report, names, photoFolder, evidence))
                )
            )
        );
    }

    private static XElement Head(string title) =>
        Tag(
            "head",
            Tag("meta", Attribute("charset", "utf-8")),
            Tag("meta", Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", ContentPolicy)),
            Tag("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
            Tag("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
            Tag("title", title),
            Tag("style", Style())
        );

    private static string About(ReportDocument report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Models[0].Measures.Photos:N0} photos of {report.Folder}, {report.Created.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {report.Machine.Processors} processors, {report.Machine.Os}, {report.Machine.Runtime}"
        );

    private static IEnumerable<XElement> Sections(
        ReportDocument report,
        IReadOnlyList<string> names,
        string photoFolder,
        MistakeEvidence? evidence
    )
    {
        var models = report.Models;
        var mistakes = Section("Misclassified photos", MisclassifiedSection.Of(models, names, photoFolder, evidence));
        yield return Section(
            "Summary",
            report.Training is null ? null : TrainingSection.About(report.Training),
            SummarySection.Of(models, names)
        );
        if (report.Training is { } training)
        {
            yield return Section("What to do next", TrainingSection.Sentences(training.Next));
            if (training.Notes.Count > 0)
                yield return Section("What was found, and done", TrainingSection.Sentences(training.Notes));
            yield return mistakes;
            if (training.LearningCurve.Count > 0)
                yield return Section("Learning curve", TrainingSection.LearningCurve(training));
        }

        if (report.Comparison is { } comparison)
            yield return Section("Photo by photo", ComparisonSection.Of(comparison, names));
        yield return Section(
            "Reliability",
            Tag(
                "p",
                "Of the photos with a score of about 0.8, about 80 % should be right. Bars show the share that is, by the best score, with the number of photos above; a bar below the diagonal is a model too sure of itself. A score compares the labels with each other: it does not say whether the photo shows any of them."
            ),
            SideBySide(models, names, m => ReliabilityChart.Draw(m.Calibration))
        );
        yield return Section("Coverage and accuracy", CoverageSection.Of(models, names));
        if (models.Any(m => m.Measures.Unknown is not null))
            yield return Section("Photos of other things", UnknownSection.Of(models, names));
        if (models.All(m => m.Latency is not null))
            yield return Section("Latency", Latency(models, names));
        yield return Section("Labels", LabelSection.Of(models, names));
        yield return Section("Confusion", ConfusionSection.Of(models, names));
        if (report.Training is null)
            yield return mistakes;
        var failures = models.SelectMany(m => m.Failures).DistinctBy(f => f.Photo).ToList();
        if (failures.Count > 0)
            yield return Section("Photos without an answer", FailureSection.Of(failures));
    }

    private static IEnumerable<XElement> Latency(IReadOnlyList<ModelReport> models, IReadOnlyList<string> names)
    {
        yield return Tag(
            "p",
            "Time from a photo's bytes to its answer, with as many photos at work as there are processors."
        );
        var top = models.Max(m => LatencyChart.Top(m.Latency!));
        yield return SideBySide(models, names, m => LatencyChart.Draw(m.Latency!, top));
    }

    private static XElement Section(string title, params object?[] content) =>
        Tag("section", Tag("h2", title), content);

    private static XElement SideBySide(
        IReadOnlyList<ModelReport> models,
        IReadOnlyList<string> names,
        Func<ModelReport, XElement> chart
    ) =>
        Tag(
            "div",
            Class("columns"),
            models.Select((model, i) => Tag("figure", Tag("figcaption", names[i]), Chart(chart(model), i)))
        );

    // The model's position sets its colour, the same in every chart.
    private static XElement Chart(XElement svg, int model)
    {
        svg.SetAttributeValue("class", $"model{model}");
        return svg;
    }

    private static string Style()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
