using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Photos;

namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>
/// What is loaded into the process. <see cref="WithoutSkiaTests"/> runs each in a process of its own, as other tests load
/// Skia, too.
/// </summary>
public sealed class WithoutSkiaChecks
{
    /// <summary>Tells a child process that it is one.</summary>
    public const string Variable = "CLOTHES_WITHOUT_SKIA";

    [Fact]
    public void Jpeg_is_classified_without_it()
    {
        Require();
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        foreach (var progressive in new[] { false, true })
        {
            var file = new TestJpeg
            {
                Width = 400,
                Height = 300,
                IsProgressive = progressive,
            }.Encode();
            Assert.NotEmpty(classifier.Classify(file).Best.Label);
        }

        Assert.False(IsSkiaLoaded());
    }

    // Without this the check above could look for a name that never occurs.
    [Fact]
    public void Png_is_classified_by_it()
    {
        Require();
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        Assert.NotEmpty(classifier.Classify(HandmadePng.Plain(20, 30, 8, HandmadePng.Grey, 77)).Best.Label);
        Assert.True(IsSkiaLoaded());
    }

    private static bool IsSkiaLoaded() =>
        File.ReadAllText("/proc/self/maps").Contains("libSkiaSharp", StringComparison.Ordinal);

    private static void Require() =>
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(Variable) == "1",
            "Runs in a process of its own, which WithoutSkiaTests starts."
        );
}
