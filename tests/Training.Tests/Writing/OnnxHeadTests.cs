using System.Text.Json.Nodes;
using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Training.Heads;
using ClothesClassification.Training.Writing;

namespace ClothesClassification.Training.Tests.Writing;

public sealed class OnnxHeadTests : IDisposable
{
    private static readonly string[] Labels = ["one", "two", "three"];
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("fp32", 1e-4)]
    // Its maps and their mean are rounded to 8 bits.
    [InlineData("int8", 0.05)]
    public void The_graph_answers_as_the_layer_and_evidence_sums_to_the_logits(string precision, double rounding)
    {
        var model = ImageModel.Load(SharedData.ModelFolder, precision);
        var random = new Random(1);
        var head = new LinearHead(
            [.. Labels.Select(_ => Enumerable.Range(0, 1280).Select(_ => (random.NextSingle() - 0.5f) / 5).ToArray())],
            [0.5f, -1, 2]
        );

        using var classifier = new ImageClassifier(Written(model, head));

        foreach (var photo in Directory.GetFiles(SharedData.SamplePhotos, "*.jpg"))
        {
            var answer = classifier.Classify(
                File.ReadAllBytes(photo),
                new ClassifyOptions { Features = true, Evidence = EvidenceMethod.Output }
            );
            var logits = head.Logits(answer.Features.Span);
            for (var label = 0; label < Labels.Length; label++)
            {
                Assert.Equal(logits[label], answer.Logits![Labels[label]], 1e-4);
                var evidence = answer.Evidence!.Maps.Single(map => map.Label == Labels[label]);
                Assert.Equal(
                    logits[label],
                    evidence.AsSpan().ToArray().Sum() + evidence.Beside + head.Bias[label],
                    rounding
                );
            }

            var exponentials = logits.Select(logit => Math.Exp(logit)).ToList();
            Assert.Equal(exponentials[0] / exponentials.Sum(), answer.Scores["one"], 1e-4);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Evidence_that_one_of_the_files_lacks_is_not_named(bool lacksFirst)
    {
        // Its evidence is not made of what its features are the mean of.
        using var tiny = new TestModelFolder(new TinyOnnx { Extras = true });
        TrainedFile[] files =
        [
            new(ImageModel.Load(SharedData.ModelFolder, "int8"), Head(1280), 0, 0, 0, null),
            new(ImageModel.Load(tiny.Folder), Head(3), 0, 0, 0, null),
        ];

        TrainedManifest.Write(folder.Path, lacksFirst ? [.. files.Reverse()] : files, Labels, Words);

        var outputs = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "model.json")))!["outputs"]!;
        Assert.NotNull(outputs["features"]);
        Assert.Null(outputs["evidence"]);

        static LinearHead Head(int width) => new([.. Labels.Select(_ => new float[width])], new float[Labels.Length]);
    }

    private static TrainedManifest.Words Words => new("test", "1.0.0", null, "none", 2);

    private ImageModel Written(ImageModel model, LinearHead head)
    {
        TrainedManifest.Write(folder.Path, [new TrainedFile(model, head, 0, 0, 0, null)], Labels, Words);
        return ImageModel.Load(folder.Path);
    }
}
