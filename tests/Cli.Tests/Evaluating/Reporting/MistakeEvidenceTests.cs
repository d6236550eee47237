using AngleSharp.Html.Parser;
using ClothesClassification.Cli.Tests.Explaining;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Evaluating.Reporting;

/// <summary>The report shows why a photo was taken for something else.</summary>
public sealed class MistakeEvidenceTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Misclassified_photo_is_shown_under_the_map_of_the_label_given_and_of_the_right_one()
    {
        // A dress in the upper left corner, in the wrong folder.
        using var dress = SKBitmap.Decode(Path.Combine(SharedData.SamplePhotos, "dress.jpg"));
        using var photo = new SKBitmap(400, 400, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(photo))
        {
            canvas.Clear(dress.GetPixel(3, 3));
            canvas.DrawBitmap(dress, SKRect.Create(0, 0, 200, 200).AspectFit(new SKSize(dress.Width, dress.Height)));
        }

        folder.Add("in/hat/corner.png", photo.Encode(SKEncodedImageFormat.Png, 100).ToArray());
        folder.Add("in/dress/right.jpg", File.ReadAllBytes(Path.Combine(SharedData.SamplePhotos, "dress.jpg")));
        var report = Path.Combine(folder.Path, "report");

        var result = Clothes.Run(
            "evaluate",
            Path.Combine(folder.Path, "in"),
            "--report",
            report,
            "--compare-precision",
            "fp32"
        );

        Assert.Equal(0, result.ExitCode);
        var page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(report, "report.html")));
        var card = Assert.Single(page.QuerySelectorAll(".photo"));
        // One pair for each of the two models.
        var pictures = card.QuerySelectorAll(".evidence img").ToArray();
        Assert.Equal(
            ["What speaks for dress", "What speaks for hat", "What speaks for dress", "What speaks for hat"],
            pictures.Select(p => p.GetAttribute("alt"))
        );
        using var map = SKBitmap.Decode(Convert.FromBase64String(pictures[0].GetAttribute("src")!.Split(',')[1]));
        Assert.Equal((160, 160), (map.Width, map.Height));
        var (x, y) = EvidencePixels.Brightest(map);
        Assert.True(x < 80 && y < 80, $"({x}, {y}) is the brightest, where the photo is plain.");
    }
}
