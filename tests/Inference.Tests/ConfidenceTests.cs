using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Tests.Models;

namespace ClothesClassification.Inference.Tests;

public class ConfidenceTests
{
    private static readonly ModelCalibration Calibration = new()
    {
        Temperature = 1,
        PrecisionGoal = 0.97,
        MinimumScore = 0.6f,
        Photos = 10,
        MinimumLikeness = 0.5f,
    };

    [Theory]
    [InlineData(0.8, 0.15, 0.05, 0.5, DoubtReason.None)]
    [InlineData(0.55, 0.4, 0.05, 0.9, DoubtReason.Ambiguous)]
    [InlineData(0.35, 0.33, 0.32, 0.9, DoubtReason.Ambiguous)]
    [InlineData(0.28, 0.27, 0.26, 0.9, DoubtReason.LowScore)]
    [InlineData(0.8, 0.15, 0.05, 0.49, DoubtReason.UnlikeTraining)]
    [InlineData(0.28, 0.27, 0.26, 0.49, DoubtReason.UnlikeTraining)]
    public void Reason_is_the_first_that_holds_of(double p1, double p2, double p3, double likeness, DoubtReason reason)
    {
        // The rest is a fourth label's.
        var logits = new[] { p2, p1, p3, Math.Max(1e-9, 1 - p1 - p2 - p3) }.Select(p => (float)Math.Log(p)).ToArray();

        var confidence = Confidence.Of(Calibration, Activation.Softmax, logits, (float)likeness);

        Assert.Equal((reason, reason == DoubtReason.None), (confidence.Reason, confidence.IsConfident));
        Assert.Equal(p1, confidence.Probability, 1e-5);
        Assert.Equal((float)likeness, confidence.Likeness);
    }

    [Fact]
    public void Without_centroids_no_photo_is_unlike() =>
        Assert.Equal(DoubtReason.None, Confidence.Of(Calibration, Activation.Softmax, [5, 0], likeness: null).Reason);

    [Fact]
    public void Labels_that_stand_on_their_own_are_not_added_up()
    {
        // Two labels of 0.57 each: none is likely enough.
        var confidence = Confidence.Of(Calibration, Activation.Sigmoid, [0.3f, 0.3f], likeness: null);

        Assert.Equal(DoubtReason.LowScore, confidence.Reason);
        Assert.Equal(1 / (1 + Math.Exp(-0.3)), confidence.Probability, 1e-6);
    }

    [Fact]
    public void Codes_are_those_of_the_API() =>
        Assert.Equal(
            [null, "low-score", "ambiguous", "unlike-training"],
            Enum.GetValues<DoubtReason>().Select(reason => reason.Code())
        );

    [Fact]
    public void A_photo_is_answered_with_confidence_only_by_a_calibrated_model()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Extras = true });
        Assert.Null(Classify(folder, 255, 0, 0).Confidence);

        using var calibrated = TestModelFolder.Calibrated();
        var red = Classify(calibrated, 255, 0, 0);
        var grey = Classify(calibrated, 128, 128, 128);
        var white = Classify(calibrated, 255, 255, 255);

        Assert.Equal(DoubtReason.None, red.Confidence!.Value.Reason);
        Assert.Equal(1, red.Confidence.Value.Likeness!.Value, 0.01);
        Assert.Equal(0, red.Features.Length);
        Assert.Equal(DoubtReason.UnlikeTraining, grey.Confidence!.Value.Reason);
        Assert.Equal(DoubtReason.UnlikeTraining, white.Confidence!.Value.Reason);
        // The scores are the model's own, whatever the temperature.
        Assert.Equal(Classify(folder, 255, 0, 0).Scores, red.Scores);
        Assert.NotEqual(red.Best.Score, red.Confidence.Value.Probability);
    }

    [Fact]
    public void Without_the_name_of_its_features_a_model_answers_without_likeness()
    {
        using var folder = TestModelFolder.Calibrated();
        using var classifier = new ImageClassifier(ImageModel.Load(folder.Folder) with { FeaturesName = null });

        var confidence = classifier.Classify(Plain(128, 128, 128)).Confidence!.Value;

        Assert.Null(confidence.Likeness);
        Assert.NotEqual(DoubtReason.UnlikeTraining, confidence.Reason);
    }

    [Fact]
    public void Probabilities_of_labels_that_stand_on_their_own_are_those_of_the_graph()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Logits = false })
            .With("activation", "\"sigmoid\"")
            .With(
                "calibration",
                """[{ "precision": "fp32", "temperature": 1, "precisionGoal": 0.9, "minimumScore": 0.6, "photos": 30 }]"""
            );

        var answer = Classify(folder, 255, 0, 0);

        Assert.Equal(answer.Best.Score, answer.Confidence!.Value.Probability, 1e-4f);
        Assert.True(answer.Confidence.Value.IsConfident);
    }

    private static Classification Classify(TestModelFolder folder, byte red, byte green, byte blue)
    {
        using var classifier = ImageClassifier.Load(folder.Folder);
        return classifier.Classify(Plain(red, green, blue));
    }

    private static byte[] Plain(byte red, byte green, byte blue)
    {
        using var bitmap = new SkiaSharp.SKBitmap(40, 40);
        bitmap.Erase(new SkiaSharp.SKColor(red, green, blue));
        return bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100).ToArray();
    }
}
