using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ClothesClassification.Cli.Evaluating.Reporting;
using ClothesClassification.Cli.Metrics;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Tests.Evaluating.Reporting;

/// <summary>The page, as an HTML parser reads it.</summary>
public sealed class ReportPageTests : IDisposable
{
    private static readonly string[] Labels = ["cat", "dog", "owl"];
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_model_has_every_section_and_its_figures()
    {
        folder.Add("cat/2.jpg");

        var page = Read(
            TestReport.Of(
                TestReport.Model(
                    "pets",
                    Labels,
                    ("cat/1.jpg", "cat", "cat", 0.9),
                    ("cat/2.jpg", "cat", "dog", 0.8),
                    ("dog/3.jpg", "dog", "dog", 0.7),
                    ("dog/4.jpg", "dog", "dog", 0.6)
                )
            )
        );

        Assert.Equal("Evaluation of pets 1.0.0 fp32", page.Title);
        Assert.Equal(
            [
                "Summary",
                "Reliability",
                "Coverage and accuracy",
                "Latency",
                "Labels",
                "Confusion",
                "Misclassified photos",
            ],
            page.QuerySelectorAll("h2").Select(h => h.TextContent)
        );
        Assert.StartsWith("4 photos of photos, 2026-03-04 05:06 UTC", Text(page, ".about"), StringComparison.Ordinal);
        Assert.Equal(
            ["accuracy 75.0 %", "accuracy, 95 % confidence 30.1 % to 95.4 %", "right label among the best 3 100.0 %"],
            Rows(page, "Summary").Skip(1).Take(3)
        );
        Assert.Equal(
            ["label photos precision recall F1", "cat 2 100.0 % 50.0 % 66.7 %", "dog 2 66.7 % 100.0 % 80.0 %"],
            Rows(page, "Labels")
        );
        Assert.Equal(["cat dog owl", "cat 1 1", "dog 2", "owl"], Rows(page, "Confusion").Select(r => r.Trim()));
    }

    [Fact]
    public void Charts_say_their_numbers()
    {
        var page = Read(
            TestReport.Of(
                TestReport.Model(
                    "pets",
                    Labels,
                    ("1", "cat", "cat", 0.9),
                    ("2", "cat", "dog", 0.9),
                    ("3", "dog", "dog", 0.5)
                )
            )
        );

        Assert.Equal(
            [
                "scores 0.47 to 0.53: 100.0 % of 1 right, mean score 50.0 %",
                "scores 0.87 to 0.93: 50.0 % of 2 right, mean score 90.0 %",
            ],
            Tips(page, "Reliability", "rect")
        );
        var points = Tips(page, "Coverage and accuracy", "circle");
        Assert.Contains("pets 1.0.0 fp32, minimum score 0: 100.0 % answered, 66.7 % of them right", points);
        Assert.Contains("pets 1.0.0 fp32, minimum score 0.55: 66.7 % answered, 50.0 % of them right", points);
        Assert.Equal(["3 photos, 2.5 to 2.6 ms"], Tips(page, "Latency", "rect"));
        Assert.All(page.QuerySelectorAll("svg"), svg => Assert.Equal("img", svg.GetAttribute("role")));
        // Everything is inside of its drawing.
        Assert.All(
            page.QuerySelectorAll("svg rect"),
            r => Assert.True(double.Parse(r.GetAttribute("height")!, null) > 0)
        );
    }

    [Fact]
    public void Misclassified_photo_is_shown_with_its_predictions_and_a_small_picture_in_the_page()
    {
        folder.Add("cat/2.jpg", PhotoFolder.Photo(1200, 1600));

        var page = Read(TestReport.Of(TestReport.Model("pets", Labels, ("cat/2.jpg", "cat", "dog", 0.8))));

        var photo = Assert.Single(page.QuerySelectorAll(".photo"));
        Assert.Equal("cat", Text(photo, "strong"));
        Assert.Equal("cat/2.jpg", Text(photo, "small"));
        Assert.Equal(
            [("dog80.0 %", false), ("cat20.0 %", true)],
            photo.QuerySelectorAll(".prediction").Select(p => (p.TextContent, p.ClassList.Contains("right")))
        );
        var url = photo.QuerySelector("img")!.GetAttribute("src")!;
        Assert.StartsWith("data:image/jpeg;base64,", url, StringComparison.Ordinal);
        using var picture = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(url.Split(',')[1]));
        Assert.Equal((120, 160), (picture.Width, picture.Height));
        Assert.InRange(url.Length, 500, 30_000);
    }

    [Fact]
    public void Turned_photo_stands_upright()
    {
        folder.Add("cat/2.jpg", PhotoFolder.Turned(640, 480, orientation: 6));

        var page = Read(TestReport.Of(TestReport.Model("pets", Labels, ("cat/2.jpg", "cat", "dog", 0.8))));

        var url = page.QuerySelector(".photo img")!.GetAttribute("src")!;
        using var picture = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(url.Split(',')[1]));
        Assert.Equal((120, 160), (picture.Width, picture.Height));
        // What was stored at the top left belongs to the top right.
        Assert.InRange(picture.GetPixel(115, 5).Red, 180, 255);
        Assert.InRange(picture.GetPixel(115, 5).Green, 0, 80);
    }

    [Fact]
    public void Photo_that_is_gone_has_no_picture_but_the_rest()
    {
        var page = Read(TestReport.Of(TestReport.Model("pets", Labels, ("cat/none.jpg", "cat", "dog", 0.8))));

        Assert.Equal("no preview", Text(page, ".photo .none"));
    }

    [Fact]
    public void Pictures_are_few_however_many_photos_are_wrong()
    {
        var model = TestReport.Model(
            "pets",
            Labels,
            [.. Enumerable.Range(0, 150).Select(i => ($"cat/{i}.jpg", "cat", "dog", 0.5 + (i / 1000.0)))]
        );

        var page = Read(TestReport.Of(model));

        Assert.Equal(100, page.QuerySelectorAll(".photo").Length);
        // The one whose own label has the lowest score first.
        Assert.Equal("cat/149.jpg", Text(page, ".photo small"));
        Assert.Contains("There are 150; these are the 100", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Matrix_of_many_labels_has_those_with_errors()
    {
        string[] labels = [.. Enumerable.Range(0, 1000).Select(i => $"label {i}")];
        var page = Read(TestReport.Of(TestReport.Model("many", labels, ("1", "label 700", "label 900", 0.9))));

        var names = page.QuerySelectorAll(".confusion tbody th").Select(t => t.TextContent).ToList();
        Assert.Equal(30, names.Count);
        Assert.Contains("label 700", names);
        Assert.Contains("label 900", names);
        Assert.Contains("30 of 1000 labels", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_models_stand_side_by_side()
    {
        var page = Read(
            TestReport.Of(
                TestReport.Model("old", Labels, ("1", "cat", "dog", 0.9), ("2", "cat", "cat", 0.9)),
                TestReport.Model("new", Labels, ("1", "cat", "cat", 0.9), ("2", "cat", "owl", 0.6))
            )
        );

        Assert.Equal("Evaluation of old 1.0.0 fp32 and new 1.0.0 fp32", page.Title);
        Assert.Equal("old 1.0.0 fp32 new 1.0.0 fp32", Rows(page, "Summary").First().Trim());
        Assert.Equal(["old 1.0.0 fp32: right 1 2", "old 1.0.0 fp32: wrong 3 4"], Rows(page, "Photo by photo").Skip(1));
        Assert.Equal(2, Section(page, "Reliability").QuerySelectorAll("svg").Length);
        Assert.Equal(2, Section(page, "Confusion").QuerySelectorAll("table").Length);
        Assert.Equal(2, Section(page, "Coverage and accuracy").QuerySelectorAll("polyline").Length);
        var photos = page.QuerySelectorAll(".photo");
        Assert.Equal(["1", "2"], photos.Select(p => Text(p, "small")));
        Assert.Equal(
            ["old 1.0.0 fp32dog90.0 %cat10.0 %", "new 1.0.0 fp32right"],
            photos[0].QuerySelectorAll(".answer").Select(a => a.TextContent)
        );
    }

    [Fact]
    public void Models_of_one_name_are_told_apart()
    {
        var model = TestReport.Model("pets", Labels, ("1", "cat", "cat", 0.9));

        var page = Read(TestReport.Of(model, model));

        Assert.Equal("pets 1.0.0 fp32 (A) pets 1.0.0 fp32 (B)", Rows(page, "Summary").First().Trim());
    }

    [Fact]
    public void Training_begins_with_what_to_do_and_likely_wrong_labels()
    {
        var evaluation = new Evaluation(Labels);
        foreach (var (photo, support) in new[] { ("cat/1.jpg", 0.2), ("cat/2.jpg", 0.01) })
        {
            Prediction[] best = [new("dog", 0.6f, null), new("owl", 0.39f, null)];
            evaluation.Add(new LabelledAnswer(photo, "cat", best, support, Milliseconds: null));
        }

        var page = Read(
            TestReport.Of(TestReport.Of("pets", evaluation)) with
            {
                Training = new TrainingReport(
                    "clothes 1.0.0",
                    "my-model",
                    5,
                    0.1,
                    1,
                    12.3,
                    new Dictionary<string, int> { ["cat"] = 2 },
                    [new(100, 0.7), new(200, 0.8)],
                    ["Two photos are the same."],
                    ["Take more photos of cat."]
                ),
            }
        );

        Assert.Equal("Training of pets 1.0.0 fp32", page.Title);
        Assert.Equal(
            [
                "Summary",
                "What to do next",
                "What was found, and done",
                "Misclassified photos",
                "Learning curve",
                "Reliability",
                "Coverage and accuracy",
                "Labels",
                "Confusion",
            ],
            page.QuerySelectorAll("h2").Select(h => h.TextContent)
        );
        Assert.Equal(
            ["Take more photos of cat.", "Two photos are the same."],
            page.QuerySelectorAll("li").Select(l => l.TextContent)
        );
        Assert.DoesNotContain("milliseconds", page.Body!.TextContent, StringComparison.Ordinal);
        var photos = page.QuerySelectorAll(".photo");
        Assert.Equal(["cat/2.jpg", "cat/1.jpg"], photos.Select(p => Text(p, "small")));
        Assert.Equal(
            ["dog60.0 %", "owl39.0 %", "cat1.0 %"],
            photos[0].QuerySelectorAll(".prediction").Select(p => p.TextContent)
        );
        Assert.Equal(["100 photos: 70.0 % right", "200 photos: 80.0 % right"], Tips(page, "Learning curve", "circle"));
    }

    [Fact]
    public void Photos_without_an_answer_are_listed_with_the_reason()
    {
        var evaluation = new Evaluation(Labels);
        evaluation.Add(new FailedPhoto("cat/bad.jpg", "The photo has no bytes."));

        var page = Read(TestReport.Of(TestReport.Of("pets", evaluation)));

        Assert.Equal(["photo why", "cat/bad.jpg The photo has no bytes."], Rows(page, "Photos without an answer"));
        Assert.Contains("photos answered 0", Rows(page, "Summary"));
    }

    [Fact]
    public void Names_are_text_wherever_they_stand()
    {
        const string evil = "<script>alert(1)</script>\" onload='x' &amp; </style></title>\u0001";
        string[] labels = [evil, "b", "c"];
        var answers = (Photo: $"{evil}/1.jpg", Label: evil, Predicted: "b", Score: 0.9);
        var evaluation = new Evaluation(labels);
        evaluation.Add(new FailedPhoto(evil, evil));
        var report = TestReport.Of(TestReport.Model(evil, labels, answers), TestReport.Of(evil, evaluation)) with
        {
            Folder = evil,
        };

        var page = Read(report);

        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.Equal($"Evaluation of {evil} 1.0.0 fp32 and {evil} 1.0.0 fp32".Replace('\u0001', '\ufffd'), page.Title);
        Assert.All(
            page.QuerySelectorAll("*").SelectMany(e => e.Attributes),
            a => Assert.False(a.Name.StartsWith("on", StringComparison.Ordinal), a.Name)
        );
        Assert.Contains(
            "<script>alert(1)</script>",
            Section(page, "Misclassified photos").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<script>alert(1)</script>",
            Section(page, "Photos without an answer").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Page_needs_nothing_else_and_runs_nothing()
    {
        folder.Add("cat/2.jpg");

        var page = Read(TestReport.Of(TestReport.Model("pets", Labels, ("cat/2.jpg", "cat", "dog", 0.8))));

        Assert.Equal(
            ReportPage.ContentPolicy,
            page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")
        );
        Assert.Empty(page.QuerySelectorAll("link, script, iframe, object, a"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "prefers-color-scheme: dark",
            page.QuerySelector("style")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.All(page.QuerySelectorAll("img"), i => Assert.NotEmpty(i.GetAttribute("alt")!));
    }

    private IDocument Read(ReportDocument report) =>
        // The strict parser fails on the first thing that a browser would have to guess.
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(
            ReportPage.Write(report, folder.Path).Replace('\u00a0', ' ')
        );

    private static IElement Section(IDocument page, string title) =>
        page.QuerySelectorAll("section").Single(s => s.QuerySelector("h2")!.TextContent == title);

    private static List<string> Rows(IDocument page, string section) =>
        [
            .. Section(page, section)
                .QuerySelectorAll("tr")
                .Select(row => string.Join(' ', row.Children.Select(c => c.TextContent).Where(t => t.Length > 0))),
        ];

    private static List<string> Tips(IDocument page, string section, string shape) =>
        [.. Section(page, section).QuerySelectorAll($"{shape} title").Select(t => t.TextContent)];

    private static string Text(IParentNode parent, string selector) => parent.QuerySelector(selector)!.TextContent;
}
