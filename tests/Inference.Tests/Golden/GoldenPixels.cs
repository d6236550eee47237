using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;
using ClothesClassification.Inference.Tests.Pixels;

namespace ClothesClassification.Inference.Tests.Golden;

/// <summary>
/// The way from a photo's bytes by Skia and the resampler to the model's picture, against the reference preprocessing's. The
/// library's own JPEG decoder resizes before it computes colours, and is held to be near: see the tests of Jpeg.
/// </summary>
internal static class GoldenPixels
{
    public static void Check(GoldenCase golden)
    {
        var model = ImageModel.Load(SharedData.ModelFolder);
        using var preprocessor = new PhotoPreprocessor(model, new PhotoLimits(), jpegBySkia: true);
        var rgb = new byte[model.Input.Length];
        var clock = StageClock.Start();
        preprocessor.Run(File.ReadAllBytes(golden.Path), rgb, ref clock);
        Assert.True(golden.PixelsSha256 == PillowPixels.Hash(rgb), $"Not the golden pixels: {golden.Photo}");
    }
}
