using ClothesClassification.Inference.Models;
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

    // The photo is (32, 160, 96) throughout: each logit, times 32, is a channel of the tensor as the graph gets it.
    [Theory]
    [InlineData("uint8", "RGB", "null", "null", 32, 160, 96)]
    [InlineData("uint8", "BGR", "null", "null", 96, 160, 32)]
    [InlineData("float32", "RGB", "null", "null", 32, 160, 96)]
    [InlineData("float32", "BGR", "null", "null", 96, 160, 32)]
    [InlineData("float32", "RGB", "[0, 0, 0]", "[255, 255, 255]", 32 / 255f, 160 / 255f, 96 / 255f)]
    [InlineData("float32", "RGB", "[32, 150, 86]", "[2, 4, 5]", 0, 2.5f, 2)]
    [InlineData("float32", "BGR", "[86, 150, 31]", "[5, 4, 2]", 2, 2.5f, 0.5f)]
    [InlineData("float32", "RGB", "[127.5, 127.5, 127.5]", "null", -95.5f, 32.5f, -31.5f)]
    [InlineData("float32", "RGB", "null", "[2, 4, 8]", 16, 40, 12)]
    public void Channels_of_the_tensor_have_the_manifests_order_mean_and_scale(
        string type,
        string colors,
        string mean,
        string std,
        float first,
        float second,
        float third
    )
    {
        foreach (var channelsFirst in new[] { true, false })
        {
            using var folder = new TestModelFolder(
                new TinyOnnx { Bytes = type == "uint8", ChannelsFirst = channelsFirst }
            )
                .With("input/colors", $"\"{colors}\"")
                .With("input/mean", mean)
                .With("input/std", std);

            AssertLogits(folder, Plain, first / 32, second / 32, third / 32);
        }
    }

    [Theory]
    [InlineData(true, false, "null", "null", 114)]
    [InlineData(true, true, "null", "null", 141)]
    [InlineData(false, false, "null", "null", 114)]
    [InlineData(false, true, "null", "null", 141)]
    [InlineData(false, true, "[13]", "[64]", 2)]
    public void Grey_is_luma_and_can_be_inverted(bool bytes, bool inverted, string mean, string std, float channel)
    {
        foreach (var channelsFirst in new[] { true, false })
        {
            var graph = new TinyOnnx
            {
                Bytes = bytes,
                ChannelsFirst = channelsFirst,
                Channels = 1,
            };
            using var folder = new TestModelFolder(graph)
                .With("input/inverted", inverted ? "true" : "false")
                .With("input/mean", mean)
                .With("input/std", std);

            // 32 x 0.299 + 160 x 0.587 + 96 x 0.114
            AssertLogits(folder, Plain, channel / 32, 0, 0);
        }
    }

    [Theory]
    [InlineData("input/mean", "[1, 2]", "input.mean: found 2 numbers for colors RGB or BGR, expected 3")]
    [InlineData("input/inverted", "true", "input.inverted: found true, expected colors grey with it")]
    [InlineData(
        "preprocessing",
        """{ "resize": { "shorterSide": 40 } }""",
        "preprocessing.resize: found shorterSide without a whole centre crop, expected geometry centerCrop"
    )]
    [InlineData(
        "preprocessing",
        """{ "geometry": "centerCrop", "resize": { "shorterSide": 31 } }""",
        "preprocessing.resize.shorterSide: found 31, expected at least the input's longer side, 32"
    )]
    [InlineData(
        "preprocessing",
        """{ "geometry": "letterbox", "cropFraction": 0.875 }""",
        "preprocessing.cropFraction: found 0.875 without a centre crop, expected geometry centerCrop"
    )]
    [InlineData("input/colors", "\"grey\"", "input.shape: found [?, 32, 32, 3], expected [N, 32, 32, 1] (NHWC)")]
    public void Preprocessing_that_cannot_be_is_refused(string field, string json, string message)
    {
        using var folder = new TestModelFolder(new TinyOnnx { Bytes = field != "input/mean" }).With(field, json);

        var error = Assert.Throws<ModelException>(() => ImageModel.Load(folder.Folder));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stretch", 85, 85, 85)]
    [InlineData("centerCrop", 0, 255, 0)]
    [InlineData("smartResize", 0, 255, 0)]
    // 32 x 11 of the 32 x 32 pixels show the photo, the others the background.
    [InlineData(
        "letterbox",
        ((85 * 11) + (32 * 21)) / 32f,
        ((85 * 11) + (96 * 21)) / 32f,
        ((85 * 11) + (64 * 21)) / 32f
    )]
    public void Geometry_decides_what_the_model_sees(string geometry, float red, float green, float blue)
    {
        using var folder = new TestModelFolder().With(
            "preprocessing",
            $$"""{ "geometry": "{{geometry}}", "background": "#206040" }"""
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
            .With("labels", JsonCases.Remove)
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

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public void Weights_can_be_in_a_file_of_their_own_in_the_model_folder(int offset)
    {
        var graph = new TinyOnnx { ExternalData = "weights.bin", ExternalOffset = offset };
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
