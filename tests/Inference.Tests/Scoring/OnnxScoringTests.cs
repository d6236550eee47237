using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Scoring;

/// <summary>Graphs as exporters write them: the classifier and a saved pipeline answer as ONNX Runtime does when it is run directly.</summary>
public class OnnxScoringTests
{
    private static readonly SKColor Color = new(32, 160, 96);

    private static readonly Dictionary<string, TinyOnnx> Graphs = new()
    {
        ["a batch of one"] = new() { Batch = 1 },
        ["a batch of -1"] = new() { Batch = -1 },
        ["outputs [N, C, 1, 1]"] = new() { Tail = "Reshape", Row = [-1, 1, 1] },
        ["outputs [N, 1, 1, C]"] = new() { Tail = "Reshape", Row = [1, 1, -1] },
        ["outputs [N, 1, C]"] = new() { Tail = "Reshape", Row = [1, -1] },
        ["free height and width"] = new() { FreeSides = true },
        ["outputs of a free width"] = new() { FreeWidth = true },
        ["everything free"] = new()
        {
            Batch = -1,
            FreeSides = true,
            FreeWidth = true,
        },
        ["a second input with a default"] = new() { DefaultInput = true },
        ["a label and a sequence of maps beside the scores"] = new() { ZipMap = true },
        ["quantised outputs"] = new() { Tail = "QuantizeLinear DequantizeLinear" },
    };

    public static TheoryData<string> GraphNames => [.. Graphs.Keys];

    [Theory]
    [MemberData(nameof(GraphNames))]
    public void Answers_are_those_of_the_runtime(string name)
    {
        using var folder = new TestModelFolder(Graphs[name] with { Bytes = false });
        using var classifier = ImageClassifier.Load(folder.Folder);

        var answer = classifier.Classify(TestPhotos.Plain(SKEncodedImageFormat.Png, 50, 70, Color));

        var expected = RunDirectly(folder.Folder);
        Assert.Equal(expected["logits"], answer.Logits!.Values);
        Assert.Equal(expected["probabilities"], answer.Scores.Values);
    }

    [Theory]
    [MemberData(nameof(GraphNames))]
    public void A_saved_pipeline_answers_the_same(string name)
    {
        using var folder = new TestModelFolder(Graphs[name] with { Bytes = false });
        var photos = Directory.CreateDirectory(Path.Combine(folder.Folder, "photos")).FullName;
        File.WriteAllBytes(
            Path.Combine(photos, "photo.png"),
            TestPhotos.Plain(SKEncodedImageFormat.Png, 50, 70, Color)
        );
        var context = new MLContext();
        var data = context.Data.LoadPhotos(photos);
        using var fitted = context.Transforms.ClassifyImages(ImageModel.Load(folder.Folder)).Fit(data);
        using var file = new MemoryStream();
        context.Model.Save(fitted, data.Schema, file);
        file.Position = 0;

        var loaded = context.Model.Load(file, out _);

        var expected = RunDirectly(folder.Folder)["probabilities"];
        Assert.Equal(expected, Assert.Single(loaded.Transform(data).GetColumn<float[]>("Scores")));
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void Outputs_of_a_free_width_that_are_not_as_many_as_the_labels_are_refused()
    {
        using var folder = new TestModelFolder(new TinyOnnx { FreeWidth = true, Labels = 4 });
        folder.With("labels", """["red", "green", "blue"]""");

        var error = Assert.Throws<ModelException>(() => ImageClassifier.Load(folder.Folder));

        Assert.Equal("tiny.onnx: shape: found [?, 4], expected [1, 3], as the manifest says.", error.Message);
    }

    // The tensor of a photo of one colour: NHWC, 0 to 255.
    private static Dictionary<string, float[]> RunDirectly(string folder)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(Path.Combine(folder, "tiny.onnx"), options);
        var tensor = new DenseTensor<float>([1, 32, 32, 3]);
        for (var i = 0; i < tensor.Length; i += 3)
            (tensor.Buffer.Span[i], tensor.Buffer.Span[i + 1], tensor.Buffer.Span[i + 2]) = (
                Color.Red,
                Color.Green,
                Color.Blue
            );
        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor("image", tensor)]);
        return outputs
            .Where(o => o.Value is Tensor<float>)
            .ToDictionary(o => o.Name, o => o.AsEnumerable<float>().ToArray());
    }
}
