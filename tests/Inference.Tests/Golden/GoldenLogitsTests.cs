namespace ClothesClassification.Inference.Tests.Golden;

public sealed class GoldenLogitsTests
{
    private const float Tolerance = 1e-3f;

    [Theory]
    [InlineData("fp32")]
    [InlineData("int8")]
    public void Logits_of_all_golden_photos_equal_the_reference(string precision)
    {
        var cases = SharedData.GoldenCases();
        Assert.Equal(40, cases.Count);
        using var classifier = ImageClassifier.Load(
            SharedData.ModelFolder,
            new ImageClassifierOptions { Precision = precision, JpegBySkia = true }
        );

        foreach (var golden in cases)
        {
            var expected = golden.Of(precision);
            var answer = classifier.Classify(File.ReadAllBytes(golden.Path));
            var logits = answer.Logits!.AsSpan();
            for (var i = 0; i < logits.Length; i++)
                Assert.True(
                    Math.Abs(expected.Logits[i] - logits[i]) <= Tolerance,
                    $"{golden.Photo}, {classifier.Model.Labels[i]}: {logits[i]} instead of {expected.Logits[i]}"
                );
            Assert.Equal(expected.Label, answer.Best.Label);
        }
    }
}
