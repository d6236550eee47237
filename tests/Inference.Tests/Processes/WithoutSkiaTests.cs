using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Photos;
using ClothesClassification.Inference.Tests.Png;

namespace ClothesClassification.Inference.Tests.Processes;

/// <summary>Skia is loaded when a photo needs it, and not before: loading takes longer than a first answer may.</summary>
public sealed class WithoutSkiaTests
{
    [Fact]
    public Task Jpeg_is_classified_without_it() =>
        ClassifyAloneAsync(
            isSkiaLoaded: false,
            () =>
                [
                    new TestJpeg { Width = 400, Height = 300 }.Encode(),
                    new TestJpeg
                    {
                        Width = 400,
                        Height = 300,
                        IsProgressive = true,
                    }.Encode(),
                ]
        );

    [Fact]
    public Task Png_is_classified_without_it() =>
        ClassifyAloneAsync(
            isSkiaLoaded: false,
            () => [.. TestPng.Seeds(), HandmadePng.Plain(20, 30, 8, HandmadePng.Grey, 77)]
        );

    // Without this the checks above could look for a name that never occurs.
    [Fact]
    public Task Bmp_is_classified_by_it() =>
        ClassifyAloneAsync(isSkiaLoaded: true, () => [HandmadeGifAndBmp.Bmp(31, 17, 220, 30, 40)]);

    private static async Task ClassifyAloneAsync(bool isSkiaLoaded, Func<byte[][]> photos)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is looked up in /proc.");
        await TestProcess.IsolateAsync(() =>
        {
            using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
            Assert.All(photos(), photo => Assert.NotEmpty(classifier.Classify(photo).Best.Label));
            var loaded = File.ReadAllText("/proc/self/maps");
            Assert.Equal(isSkiaLoaded, loaded.Contains("libSkiaSharp", StringComparison.Ordinal));
        });
    }
}
