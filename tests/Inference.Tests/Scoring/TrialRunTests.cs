using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using ClothesClassification.Inference.Tests.Models;
using Microsoft.ML;

namespace ClothesClassification.Inference.Tests.Scoring;

public class TrialRunTests
{
    private static readonly TinyOnnx SpelledOut = new() { Logits = false, SpelledOut = true };

    [Theory]
    [InlineData("softmax")]
    [InlineData("sigmoid")]
    public void Probabilities_that_are_called_logits_are_refused(string activation)
    {
        using var folder = new TestModelFolder(SpelledOut)
            .With("outputs", """{"logits": "probabilities"}""")
            .With("activation", $"\"{activation}\"");

        var error = Assert.Throws<ModelException>(() => ImageClassifier.Load(folder.Folder));

        Assert.Equal(
            "tiny.onnx: outputs.logits: found values in 'probabilities' that are not negative and sum to 1, "
                + "expected logits; name this output in outputs.probabilities.",
            error.Message
        );
    }

    [Fact]
    public void Pipeline_of_MLNet_is_refused_as_a_classifier_is()
    {
        using var folder = new TestModelFolder(SpelledOut).With("outputs", """{"logits": "probabilities"}""");
        var model = ImageModel.Load(folder.Folder);

        var error = Assert.Throws<ModelException>(() => new MLContext().Transforms.ClassifyImages(model));

        Assert.Equal(Assert.Throws<ModelException>(() => new ImageClassifier(model)).Message, error.Message);
    }

    [Fact]
    public void Logits_that_are_called_probabilities_are_refused()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Probabilities = false, Offset = 3 }).With(
            "outputs",
            """{"probabilities": "logits"}"""
        );

        var error = Assert.Throws<ModelException>(() => ImageClassifier.Load(folder.Folder));

        Assert.Equal(
            "tiny.onnx: outputs.probabilities: found 3 in 'logits', "
                + "expected values from 0 to 1; name an output of other values in outputs.logits.",
            error.Message
        );
    }

    [Fact]
    public void Graph_that_fails_when_it_is_run_is_refused()
    {
        // The graph leaves the number of colours free, and its weights are for three.
        using var folder = new TestModelFolder(new TinyOnnx { InputShape = [32, 32, null] }).With(
            "input/colors",
            "\"grey\""
        );
        var model = ImageModel.Load(folder.Folder);

        var error = Assert.Throws<ModelException>(() => new ImageClassifier(model));
        var pipeline = Assert.Throws<ModelException>(() => new MLContext().Transforms.ClassifyImages(model));

        Assert.Equal(("tiny.onnx", "file"), (error.File, error.Field));
        Assert.Equal(error.Message, pipeline.Message);
    }

    [Fact]
    public void Probabilities_under_the_activation_none_are_scores_as_they_are()
    {
        using var folder = new TestModelFolder(SpelledOut)
            .With("outputs", """{"logits": "probabilities"}""")
            .With("activation", "\"none\"");

        using var classifier = ImageClassifier.Load(folder.Folder);

        Assert.Equal(Activation.None, classifier.Model.Activation);
    }

    [Fact]
    public void Logits_that_sum_to_1_for_one_picture_are_logits()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Probabilities = false, Offset = 1 / 3f });

        using var classifier = ImageClassifier.Load(folder.Folder);

        Assert.Equal("logits", classifier.Model.LogitsName);
    }
}
