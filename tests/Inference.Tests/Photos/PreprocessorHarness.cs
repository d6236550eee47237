using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>Runs the preprocessing of the shipped model alone: bytes of a photo in, the model's picture out.</summary>
internal static class PreprocessorHarness
{
    public const int Side = 224;
    private static readonly ImageModel Model = ImageModel.Load(SharedData.ModelFolder);

    public static (byte[] Rgb, PhotoSize Size) Run(byte[] photo, PhotoLimits? limits = null, bool jpegBySkia = false)
    {
        using var preprocessor = new PhotoPreprocessor(Model, limits ?? new PhotoLimits(), jpegBySkia);
        var rgb = new byte[Side * Side * 3];
        var clock = StageClock.Start();
        var size = preprocessor.Run(photo, rgb, ref clock);
        return (rgb, size);
    }

    /// <summary>The picture's pixel at a place given as a share of width and height.</summary>
    public static (byte Red, byte Green, byte Blue) At(byte[] rgb, double x, double y)
    {
        var i = (((int)(y * Side) * Side) + (int)(x * Side)) * 3;
        return (rgb[i], rgb[i + 1], rgb[i + 2]);
    }

    /// <summary>Asserts that a picture has one colour, but for rounding.</summary>
    public static void AssertPlain(byte[] rgb, byte red, byte green, byte blue, int tolerance)
    {
        byte[] expected = [red, green, blue];
        for (var i = 0; i < rgb.Length; i++)
            Assert.InRange(rgb[i], expected[i % 3] - tolerance, expected[i % 3] + tolerance);
    }
}
