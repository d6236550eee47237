using ClothesClassification.Inference.Tests.Photos;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Golden;

/// <summary>
/// The way from a photo's bytes by Skia and the resampler to the model's picture, against the reference preprocessing's. The
/// library's own JPEG decoder resizes before it computes colours, and is held to be near: see the tests of Jpeg.
/// </summary>
public sealed class GoldenPixelsTests
{
    [Theory]
    [MemberData(nameof(SharedData.GoldenPhotos), MemberType = typeof(SharedData))]
    public void Photo_becomes_exactly_the_pixels_that_the_model_was_trained_on(string photo)
    {
        var golden = SharedData.Case(photo);
        var (rgb, _) = PreprocessorHarness.Run(File.ReadAllBytes(golden.Path), jpegBySkia: true);
        Assert.Equal(golden.PixelsSha256, PillowPixels.Hash(rgb));
    }
}
