using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Inspecting;

/// <summary>
/// From the graph and the files that an exporter writes to a drafted manifest, and answers that equal those of ONNX Runtime,
/// run directly on the exporter's own graph with a tensor of the documented preprocessing.
/// </summary>
public sealed class DraftFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exported-");
    private readonly PhotoFolder photos = new();

    [Fact]
    public void Tf2onnx()
    {
        Write("labels.txt", "red\ngreen\nblue\n");

        AssertAnswers(ExporterGraphs.Tf2Onnx(), "predictions", 48, 32, planes: false);

        Assert.Equal(
            """{"probabilities":"predictions"}""",
            AssertDraft("NHWC", "RGB", 48, 32)["outputs"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData(-1)]
    [InlineData("DynamicDimension.0")]
    public void PaddlePaddle(object batch)
    {
        Write("labels.txt", "red\ngreen\nblue\n");

        AssertAnswers(ExporterGraphs.Paddle(batch), "softmax_0.tmp_0", 48, 32, planes: true);

        Assert.Equal(
            """{"probabilities":"softmax_0.tmp_0"}""",
            AssertDraft("NCHW", "RGB", 48, 32)["outputs"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Skl2onnx(bool zipMap, bool named)
    {
        // Without a ZipMap, or with one of numbers, the graph names no label.
        if (!zipMap || !named)
            Write("labels.txt", "red\ngreen\nblue\n");

        AssertAnswers(
            ExporterGraphs.Skl2Onnx(zipMap, named),
            zipMap ? "output_probability" : "probabilities",
            8,
            6,
            planes: false
        );

        Assert.Equal(
            """{"probabilities":"probabilities"}""",
            AssertDraft("NHWC", "RGB", 8, 6)["outputs"]!.ToJsonString()
        );
    }

    [Fact]
    public void Custom_Vision()
    {
        Write("cvexport.manifest", """{ "DomainType": "Classification", "Platform": "ONNX", "Flavor": "ONNX10" }""");
        Write(
            "metadata_properties.json",
            """
            {
              "CustomVision.Postprocess.Method": "ClassificationMultiClass",
              "CustomVision.Preprocess.CropMethod": "NoCrop",
              "CustomVision.Preprocess.ResizeMethod": "Stretch",
              "CustomVision.Preprocess.TargetHeight": "32",
              "CustomVision.Preprocess.TargetWidth": "48",
              "Image.BitmapPixelFormat": "Bgr8",
              "Image.NominalPixelRange": "NominalRange_0_255"
            }
            """
        );

        AssertAnswers(ExporterGraphs.CustomVision(), "loss", 48, 32, planes: true, bgr: true);

        Assert.Equal("""["red","green","blue"]""", AssertDraft("NCHW", "BGR", 48, 32)["labels"]!.ToJsonString());
    }

    [Fact]
    public void Hugging_Face_Optimum()
    {
        Write("config.json", """{ "id2label": { "0": "red", "1": "green", "2": "blue" } }""");
        Write(
            "preprocessor_config.json",
            """
            {
              "do_normalize": true, "do_rescale": true, "do_resize": true,
              "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225],
              "resample": 2, "rescale_factor": 0.00392156862745098, "size": { "height": 32, "width": 48 }
            }
            """
        );

        AssertAnswers(
            ExporterGraphs.Optimum(),
            "logits",
            48,
            32,
            planes: true,
            mean: [0.485f, 0.456f, 0.406f],
            std: [0.229f, 0.224f, 0.225f]
        );

        Assert.Equal("""{"logits":"logits"}""", AssertDraft("NCHW", "RGB", 48, 32)["outputs"]!.ToJsonString());
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        photos.Dispose();
    }

    private void AssertAnswers(
        byte[] graph,
        string output,
        int width,
        int height,
        bool planes,
        bool bgr = false,
        float[]? mean = null,
        float[]? std = null
    )
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "model.onnx"), graph);
        using var bitmap = SKBitmap.Decode(PhotoFolder.Photo(width, height));
        // Brighter in red, so that the colours have means of their own.
        for (var i = 0; i < width * height; i++)
            bitmap.SetPixel(
                i % width,
                i / width,
                bitmap.GetPixel(i % width, i / width).WithRed((byte)(200 + (i % 50)))
            );
        var photo = photos.Add("photo.png", bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray());

        var drafted = Clothes.Run("inspect", folder.FullName, "--write-manifest");
        Assert.True(drafted.ExitCode == 0, drafted.Output + drafted.Error);
        Assert.Contains("Manifest and graph agree, and the model runs.", drafted.Output, StringComparison.Ordinal);
        var predicted = Clothes.Run("predict", photo, "--model", folder.FullName, "--format", "json");

        var predictions = JsonNode.Parse(predicted.Output)![0]!["predictions"]!.AsArray();
        var expected = Scores(graph, output, Tensor(bitmap, planes, bgr, mean, std));
        Assert.True(expected.Max() - expected.Min() > 0.1, "The scores are alike.");
        foreach (var prediction in predictions)
            Assert.Equal(
                expected[Array.IndexOf(ExporterGraphs.Labels, (string)prediction!["label"]!)],
                (double)prediction["score"]!,
                1e-5
            );
        Assert.Equal(3, predictions.Count);
    }

    private JsonNode AssertDraft(string layout, string colors, int width, int height)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "model.json")))!;
        var input = manifest["input"]!;
        Assert.Equal(
            (layout, colors, width, height),
            ((string)input["layout"]!, (string)input["colors"]!, (int)input["width"]!, (int)input["height"]!)
        );
        return manifest;
    }

    private static DenseTensor<float> Tensor(SKBitmap bitmap, bool planes, bool bgr, float[]? mean, float[]? std)
    {
        var (width, height) = (bitmap.Width, bitmap.Height);
        var tensor = new DenseTensor<float>(planes ? [1, 3, height, width] : [1, height, width, 3]);
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var color = bitmap.GetPixel(x, y);
            float[] values = bgr ? [color.Blue, color.Green, color.Red] : [color.Red, color.Green, color.Blue];
            for (var c = 0; c < values.Length; c++)
            {
                var value = mean is null ? values[c] : ((values[c] / 255) - mean[c]) / std![c];
                if (planes)
                    tensor[0, c, y, x] = value;
                else
                    tensor[0, y, x, c] = value;
            }
        }

        return tensor;
    }

    // Of the graph as it was exported, whatever inspect wrote beside it.
    private static double[] Scores(byte[] graph, string output, DenseTensor<float> input)
    {
        using var session = new InferenceSession(graph);
        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], input)], [output]);
        double[] row = outputs[0].Value switch
        {
            Tensor<float> tensor => [.. tensor.Select(v => (double)v)],
            IEnumerable<DisposableNamedOnnxValue> maps => maps.Single().Value switch
            {
                IDictionary<string, float> named => [.. ExporterGraphs.Labels.Select(label => (double)named[label])],
                IDictionary<long, float> numbered => [.. Enumerable.Range(0, 3).Select(i => (double)numbered[i])],
                var other => throw new NotSupportedException($"{other}"),
            },
            var other => throw new NotSupportedException($"{other}"),
        };
        if (output != "logits")
            return row;
        var exponentials = row.Select(Math.Exp).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
