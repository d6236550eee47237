using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>
/// Models of every kind that a manifest can describe, made here: the logit of red, green and blue is the mean of that colour,
/// as the graph gets it, divided by 32, so that each answer can be computed by hand.
/// </summary>
public class ImageModelTests
{
    private const float Tolerance = 2e-4f;
    private static readonly byte[] Plain = TestPhotos.Plain(SKEncodedImageFormat.Png, 50, 70, new SKColor(32, 160, 96));

    /// <summary>300 x 100: red, then green, then blue, a third each.</summary>
    private static readonly byte[] Stripes = MakeStripes();

    [Theory]
    [InlineData("NCHW")]
    [InlineData("NHWC")]
    public void Float_input_gets_mean_and_scale_of_the_manifest(string layout)
    {
        using var folder = new TestModelFolder(new TinyOnnx { Bytes = false, ChannelsFirst = layout == "NCHW" })
            .With("input/mean", "[123.675, 116.28, 103.53]")
            .With("input/std", "[58.395, 57.12, 57.375]");

        AssertLogits(
            folder,
            Plain,
            (32 - 123.675f) / 58.395f / 32,
            (160 - 116.28f) / 57.12f / 32,
            (96 - 103.53f) / 57.375f / 32
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Blue_can_come_first_and_mean_and_scale_follow_that_order(bool bytes)
    {
        using var folder = new TestModelFolder(new TinyOnnx { Bytes = bytes }).With("input/colors", "\"BGR\"");
        if (!bytes)
            folder.With("input/mean", "[32, 0, 0]");

        AssertLogits(folder, Plain, bytes ? 3 : 2, 5, 1);
    }

    [Theory]
    [InlineData("stretch", 85, 85, 85)]
    [InlineData("centerCrop", 0, 255, 0)]
    // 32 x 11 of the 32 x 32 pixels show the photo, the others the background.
    [InlineData("letterbox", 85 * 11 / 32f, 85 * 11 / 32f, (85 * 11 / 32f) + (64 * 21 / 32f))]
    public void Geometry_decides_what_the_model_sees(string geometry, float red, float green, float blue)
    {
        using var folder = new TestModelFolder().With(
            "preprocessing",
            $$"""{ "geometry": "{{geometry}}", "background": "#000040" }"""
        );

        // At an edge the resampling filter sees a little of what is beyond.
        AssertLogits(folder, Stripes, red / 32, green / 32, blue / 32, tolerance: 0.06f);
    }

    [Fact]
    public void Part_of_the_centre_crop_can_be_kept()
    {
        // A model picture three times as wide as high takes the whole photo; a third of it is the green part.
        using var folder = new TestModelFolder(new TinyOnnx { Width = 96, Height = 32 }).With(
            "preprocessing",
            """{ "geometry": "centerCrop", "cropFraction": 0.3 }"""
        );

        AssertLogits(folder, Stripes, 0, 255 / 32f, 0, tolerance: 0.02f);
    }

    [Theory]
    [InlineData(32, 32, true, true)]
    [InlineData(32, 32, true, false)]
    [InlineData(32, 32, false, false)]
    [InlineData(1, 1, true, false)]
    [InlineData(299, 299, false, true)]
    [InlineData(48, 300, true, false)]
    public void Input_of_any_type_layout_and_size_gets_0_to_255(int width, int height, bool bytes, bool channelsFirst)
    {
        using var folder = new TestModelFolder(
            new TinyOnnx
            {
                Width = width,
                Height = height,
                Bytes = bytes,
                ChannelsFirst = channelsFirst,
            }
        );

        AssertLogits(folder, Plain, 1, 5, 3);
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("sigmoid")]
    [InlineData("none")]
    public void Logits_become_scores_by_the_manifests_activation(string activation)
    {
        using var folder = new TestModelFolder(new TinyOnnx { Probabilities = false });
        folder.With("activation", $"\"{activation}\"");
        using var classifier = ImageClassifier.Load(folder.Folder);

        var answer = classifier.Classify(Plain);

        double[] logits = [1, 5, 3];
        var expected = logits.Select(logit =>
            activation switch
            {
                "softmax" => Math.Exp(logit) / logits.Sum(Math.Exp),
                "sigmoid" => 1 / (1 + Math.Exp(-logit)),
                _ => logit,
            }
        );
        AssertClose([.. expected.Select(e => (float)e)], answer.Scores.AsSpan(), Tolerance);
        AssertClose([1, 5, 3], answer.Logits!.AsSpan(), Tolerance);
        Assert.Equal("green", answer.Best.Label);
    }

    [Fact]
    public void Probabilities_of_the_graph_are_the_scores_and_there_are_no_logits()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Logits = false }).With("activation", "\"none\"");
        using var classifier = ImageClassifier.Load(folder.Folder);

        var answer = classifier.Classify(Plain);

        var sum = Math.Exp(1) + Math.Exp(5) + Math.Exp(3);
        AssertClose(
            [(float)(Math.Exp(1) / sum), (float)(Math.Exp(5) / sum), (float)(Math.Exp(3) / sum)],
            answer.Scores.AsSpan(),
            Tolerance
        );
        Assert.Null(answer.Logits);
        Assert.All(answer.Predictions, p => Assert.Null(p.Logit));
    }

    [Fact]
    public void A_thousand_labels_come_from_a_file()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Labels = 1000 })
            .With("labels", TestModelFolder.Remove)
            .With("labelsFile", "\"labels.txt\"");
        folder.Write("labels.txt", string.Concat(Enumerable.Range(0, 1000).Select(i => $"n{i:D4} Kürbis {i}\r\n")));
        using var classifier = ImageClassifier.Load(folder.Folder);

        var answer = classifier.Classify(Plain, new ClassifyOptions { Top = 4 });

        Assert.Equal(1000, answer.Scores.Count);
        Assert.Equal(1, answer.Scores.Values.Sum(), 1e-4f);
        Assert.Equal(
            ["n0001 Kürbis 1", "n0002 Kürbis 2", "n0000 Kürbis 0", "n0003 Kürbis 3"],
            answer.Predictions.Select(p => p.Label)
        );
    }

    [Fact]
    public void Weights_can_be_in_a_file_of_their_own_in_the_model_folder()
    {
        var graph = new TinyOnnx { ExternalData = "weights.bin" };
        using var folder = new TestModelFolder(graph);
        File.WriteAllBytes(Path.Combine(folder.Folder, "weights.bin"), graph.WeightBytes());

        AssertLogits(folder, Plain, 1, 5, 3);
    }

    private static void AssertLogits(
        TestModelFolder folder,
        byte[] photo,
        float red,
        float green,
        float blue,
        float tolerance = Tolerance
    )
    {
        using var classifier = ImageClassifier.Load(folder.Folder);

        AssertClose([red, green, blue], classifier.Classify(photo).Logits!.AsSpan(), tolerance);
    }

    private static void AssertClose(float[] expected, ReadOnlySpan<float> actual, float tolerance) =>
        Assert.Equal(expected, actual.ToArray(), (a, b) => Math.Abs(a - b) <= tolerance);

    private static byte[] MakeStripes()
    {
        using var bitmap = new SKBitmap(300, 100, SKColorType.Rgba8888, SKAlphaType.Opaque);
        SKColor[] colors = [new SKColor(255, 0, 0), new SKColor(0, 255, 0), new SKColor(0, 0, 255)];
        for (var i = 0; i < colors.Length; i++)
            bitmap.Erase(colors[i], SKRectI.Create(100 * i, 0, 100, 100));
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
