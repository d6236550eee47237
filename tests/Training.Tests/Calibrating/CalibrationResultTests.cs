using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Training.Calibrating;

namespace ClothesClassification.Training.Tests.Calibrating;

public sealed class CalibrationResultTests : IDisposable
{
    private readonly TestModelFolder folder = new(new TinyOnnx { Extras = true });

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(100_000f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Features_that_float16_cannot_hold_are_refused(float feature) =>
        Assert.Equal(
            "the model's features are not numbers below 65,504. Leave outputs.features out of its manifest to calibrate without them.",
            Assert.Throws<CalibrationException>(() => Of(feature, 0.05)).Message
        );

    [Theory]
    [InlineData(0, 18)]
    [InlineData(0.05, 18)]
    [InlineData(0.5, 9)]
    public void No_more_photos_than_asked_for_are_unlike_the_others(double maxUnlike, int like) =>
        Assert.Equal(like / 18.0, Of(0, maxUnlike).Like, 1e-9);

    // Each photo a little farther from its label's axis than the one before.
    private CalibrationResult Of(float first, double maxUnlike) =>
        CalibrationResult.Of(
            ImageModel.Load(folder.Folder),
            [
                .. Enumerable
                    .Range(0, 18)
                    .Select(i =>
                    {
                        var (logits, features) = (new float[3], new float[3]);
                        logits[i % 3] = 5;
                        features[i % 3] = 100;
                        features[(i + 1) % 3] = i * i / 10f;
                        if (i == 0 && first != 0)
                            features[0] = first * 18;
                        return new CalibrationPhoto(i % 3, logits, features);
                    }),
            ],
            new CalibrationGoal(0.9, maxUnlike)
        );
}
