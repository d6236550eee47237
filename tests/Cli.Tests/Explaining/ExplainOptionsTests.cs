using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Explaining;

/// <summary>What <c>clothes predict --explain</c> and <c>--features</c> write.</summary>
public sealed class ExplainOptionsTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly PhotoFolder folder = new();

    private string Pictures => Path.Combine(folder.Path, "pictures");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Picture_is_brightest_where_the_garment_is(bool right, bool lower)
    {
        folder.Add("in/corner.png", Corner(right, lower));

        var result = Clothes.Run("predict", Path.Combine(folder.Path, "in"), "--explain", Pictures, "--format", "csv");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var svg = XDocument.Load(Path.Combine(Pictures, "corner.png.svg")).Root!;
        var texts = svg.Descendants(Svg + "text").Select(text => text.Value).ToArray();
        Assert.Matches(@"^dress \d+\.\d %$", texts[0]);
        Assert.Equal("corner.png, clothes 1.0.0", texts[1]);
        Assert.Contains("What a place adds to the logit of dress; 7 x 7 places.", texts);
        Assert.Contains(texts, text => text.StartsWith("A score compares the labels", StringComparison.Ordinal));
        // The ends of the scale.
        Assert.Matches(@"^(0\.00|-\d+\.\d\d)$", texts[2]);
        Assert.Matches(@"^\+\d+\.\d\d$", texts[3]);
        Assert.Equal(9, svg.Descendants(Svg + "stop").Count());
        var images = svg.Descendants(Svg + "image").Select(Decode).ToArray();
        var (x, y) = EvidencePixels.Brightest(images[1]);
        Assert.Equal((right, lower), (x > images[1].Width / 2, y > images[1].Height / 2));
        Assert.Equal((images[0].Width, images[0].Height), (images[1].Width, images[1].Height));
        foreach (var image in images)
            image.Dispose();
    }

    [Fact]
    public void Label_can_be_chosen_and_photos_of_one_name_do_not_overwrite_each_other()
    {
        folder.Add("in/a/photo.jpg");
        folder.Add("in/b/photo.jpg");
        folder.Add("in/c/bad.jpg", [1, 2, 3]);

        var result = Clothes.Run(
            "predict",
            Path.Combine(folder.Path, "in"),
            "--explain",
            Pictures,
            "--explain-label",
            "hat"
        );

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            ["photo.jpg (2).svg", "photo.jpg.svg"],
            Directory.GetFiles(Pictures).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
        );
        var svg = XDocument.Load(Path.Combine(Pictures, "photo.jpg.svg")).Root!;
        Assert.StartsWith("hat ", svg.Descendants(Svg + "text").First().Value, StringComparison.Ordinal);
        Assert.Contains(
            "the best label is",
            svg.Descendants(Svg + "text").ElementAt(1).Value,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Photo_on_standard_input_is_drawn_too()
    {
        var result = Clothes.RunWithInput(PhotoFolder.Photo(), "predict", "-", "--explain", Pictures);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.True(File.Exists(Path.Combine(Pictures, "stdin.svg")));
    }

    [Fact]
    public void Model_without_evidence_is_explained_by_covering_parts()
    {
        var model = Directory.CreateDirectory(Path.Combine(folder.Path, "model")).FullName;
        foreach (var name in new[] { "clothes.int8.onnx", "clothes.onnx" })
            File.Copy(Path.Combine(SharedData.ModelFolder, name), Path.Combine(model, name));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedData.ModelFolder, "model.json")))!.AsObject();
        manifest["outputs"]!.AsObject().Remove("features");
        manifest["outputs"]!.AsObject().Remove("evidence");
        // It needs features.
        manifest.Remove("calibration");
        File.WriteAllText(Path.Combine(model, "model.json"), manifest.ToJsonString());
        var photo = folder.Add("corner.png", Corner(right: true, lower: false));

        var result = Clothes.Run("predict", photo, "--model", model, "--explain", Pictures);
        var features = Clothes.Run("predict", photo, "--model", model, "--features", "--format", "json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var svg = XDocument.Load(Path.Combine(Pictures, "corner.png.svg")).Root!;
        Assert.Contains(
            "By how much the logit of dress falls when a place is covered; 7 x 7 places.",
            svg.Descendants(Svg + "text").Select(text => text.Value)
        );
        using var map = Decode(svg.Descendants(Svg + "image").Last());
        var (x, y) = EvidencePixels.Brightest(map);
        Assert.Equal((true, false), (x > map.Width / 2, y > map.Height / 2));
        Assert.Equal(2, features.ExitCode);
        Assert.Contains("The model clothes has no output of features", features.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_are_in_json_and_json_lines()
    {
        var photo = folder.Add("a.jpg");

        using var json = JsonDocument.Parse(Clothes.Run("predict", photo, "--features", "--format", "json").Output);
        using var line = JsonDocument.Parse(Clothes.Run("predict", photo, "--features", "--format", "jsonl").Output);
        using var without = JsonDocument.Parse(Clothes.Run("predict", photo, "--format", "jsonl").Output);

        var features = json.RootElement[0]
            .GetProperty("features")
            .EnumerateArray()
            .Select(f => f.GetSingle())
            .ToArray();
        Assert.Equal(1280, features.Length);
        Assert.Equal(features, line.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetSingle()));
        Assert.False(without.RootElement.TryGetProperty("features", out _));
    }

    [Theory]
    [InlineData("--features", "needs --format json, jsonl or parquet")]
    [InlineData("--features --format csv", "needs --format json, jsonl or parquet")]
    [InlineData("--explain-label hat", "add --explain DIR")]
    [InlineData("--explain x --explain-label scarf", "--explain-label must be one of dress, hat,")]
    [InlineData("--explain /proc/none/x", "the pictures cannot be written there")]
    [InlineData("--explain x --endpoint http://127.0.0.1:9/", "leave out --endpoint")]
    public void What_does_not_go_together_is_refused(string options, string sentence)
    {
        var result = Clothes.RunIn(folder.Path, ["predict", folder.Add("a.jpg"), .. options.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    private static byte[] Corner(bool right, bool lower)
    {
        using var dress = SKBitmap.Decode(Path.Combine(SharedData.SamplePhotos, "dress.jpg"));
        using var photo = new SKBitmap(400, 400, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(photo);
        canvas.Clear(dress.GetPixel(3, 3));
        canvas.DrawBitmap(
            dress,
            SKRect.Create(right ? 200 : 0, lower ? 200 : 0, 200, 200).AspectFit(new SKSize(dress.Width, dress.Height))
        );
        return photo.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static SKBitmap Decode(XElement image) =>
        SKBitmap.Decode(Convert.FromBase64String(image.Attribute("href")!.Value.Split(',')[1]));
}
