using System.Text.Json.Nodes;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using ClothesClassification.Inference.Tests.Pixels;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Golden;

/// <summary>
/// Preprocessing recipes as torchvision, timm, Keras and YOLO define them: from a manifest and a photo to the pixels that
/// Pillow gave. make_recipes.py wrote recipes.json, make_bilinear.py bilinear.json.
/// </summary>
public sealed class GoldenRecipesTests
{
    private static readonly JsonArray Cases = Read("recipes.json");
    private static readonly JsonArray Bilinear = Read("bilinear.json");

    public static TheoryData<int, string> Recipes =>
        [
            .. Cases.Select(
                (c, i) => new TheoryDataRow<int, string>(i, $"{c!["name"]} {c["preprocessing"]!.ToJsonString()}")
            ),
        ];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Manifest_gives_the_pixels_that_Pillow_gives(int index, string recipe)
    {
        var c = Cases[index]!;

        var rgb = Pixels(c);

        Assert.Equal(c["first"]!.AsArray().Select(v => (byte)v!), rgb[..9]);
        Assert.True((string)c["sha256"]! == PillowPixels.Hash(rgb), $"Not the pixels that Pillow gave: {recipe}");
    }

    public static TheoryData<int, string> Unsmoothed =>
        [
            .. Bilinear.Select(
                (c, i) => new TheoryDataRow<int, string>(i, $"{c!["photo"]} {c["preprocessing"]!.ToJsonString()}")
            ),
        ];

    /// <summary>TensorFlow's values are not rounded; here each of two passes rounds to a byte, by half a level at most.</summary>
    [Theory]
    [MemberData(nameof(Unsmoothed))]
    public void Filter_bilinear_gives_the_values_of_TensorFlow(int index, string recipe)
    {
        var c = Bilinear[index]!;

        var differences = Pixels(c).Zip(c["values"]!.AsArray(), (found, value) => Math.Abs(found - (double)value!));

        Assert.True(differences.Max() <= 1.01, $"{differences.Max():F2} at most: {recipe}");
        Assert.True(differences.Average() <= 0.4, $"{differences.Average():F2} on average: {recipe}");
    }

    /// <summary>With the default filter a JPEG may be reduced while it is decoded; see JpegResizerTests for the bounds.</summary>
    [Fact]
    public void Resize_and_crop_of_a_reduced_JPEG_stays_near_that_of_the_whole()
    {
        var model = ImageModel.Load(SharedData.ModelFolder) with { Geometry = Geometry.CenterCrop, ShorterSide = 256 };
        using var reduced = new PhotoPreprocessor(model, new PhotoLimits());
        using var whole = new PhotoPreprocessor(model, new PhotoLimits(), jpegBySkia: true);
        var differences = Directory
            .GetFiles(SharedData.Validation(), "*.jpg", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where((_, i) => i % 10 == 0)
            .Select(path => Difference(File.ReadAllBytes(path)))
            .ToArray();

        Assert.True(differences.Average() <= 0.5, $"{differences.Average():F3} on average");
        Assert.True(differences.Max() <= 1, $"{differences.Max():F3} at most");

        double Difference(byte[] file) =>
            Pixels(whole, file).Zip(Pixels(reduced, file), (a, b) => Math.Abs(a - b)).Average();
    }

    private static JsonArray Read(string name) =>
        JsonNode.Parse(
            File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "tests/Inference.Tests/Golden", name))
        )!["cases"]!.AsArray();

    // From the manifest that a case asks for.
    private static byte[] Pixels(JsonNode c)
    {
        var graph = new TinyOnnx
        {
            Width = (int)c["width"]!,
            Height = (int)c["height"]!,
            Channels = (string?)c["colors"] == "grey" ? 1 : 3,
        };
        using var folder = new TestModelFolder(graph).With(m =>
        {
            foreach (var field in new[] { "colors", "inverted" })
                m["input"]![field] = c[field]?.DeepClone() ?? m["input"]![field]?.DeepClone() ?? false;
            m["preprocessing"] = c["preprocessing"]!.DeepClone();
        });
        using var preprocessor = new PhotoPreprocessor(ImageModel.Load(folder.Folder), new PhotoLimits());
        var rgb = new byte[graph.Width * graph.Height * 3];
        var clock = StageClock.Start();
        preprocessor.Run(Photo(c["photo"]!), rgb, ref clock);
        return rgb;
    }

    private static byte[] Pixels(PhotoPreprocessor preprocessor, byte[] file)
    {
        var rgb = new byte[PreprocessorHarness.Side * PreprocessorHarness.Side * 3];
        var clock = StageClock.Start();
        preprocessor.Run(file, rgb, ref clock);
        return rgb;
    }

    private static byte[] Photo(JsonNode photo)
    {
        if (photo is JsonValue)
            return Convert.FromBase64String((string)photo!);
        var (width, height) = ((int)photo[0]!, (int)photo[1]!);
        var rgba = Noise.Bytes(width * height * 4, PillowPixels.Seed);
        for (var i = 3; i < rgba.Length; i += 4)
            rgba[i] = byte.MaxValue;
        using var image = SKImage.FromPixelCopy(
            new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul),
            rgba
        );
        return image.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
