using ClothesClassification.Benchmarks.Baselines;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>From the bytes of a photo to the model's picture.</summary>
internal static class Preprocessing
{
    public static Subject Ours(BenchPhoto photo) => Library("library", photo, jpegBySkia: false);

    /// <summary>The library with Skia as its decoder, also of JPEGs.</summary>
    public static Subject BySkia(BenchPhoto photo) => Library("Skia's decoder, our resampler", photo, jpegBySkia: true);

    public static Subject Floor(BenchPhoto photo)
    {
        var shrink = new SkiaShrink();
        var rgb = new byte[SkiaShrink.Side * SkiaShrink.Side * 3];
        return new Subject("(a) Skia alone", () => shrink.Run(photo.Bytes, rgb), shrink);
    }

    private static Subject Library(string name, BenchPhoto photo, bool jpegBySkia)
    {
        var model = ImageModel.Load(Repository.Model);
        var preprocessor = new PhotoPreprocessor(model, new PhotoLimits(), jpegBySkia);
        var rgb = new byte[model.Input.Length];
        return new Subject(
            name,
            () =>
            {
                var clock = StageClock.Start();
                preprocessor.Run(photo.Bytes, rgb, ref clock);
            },
            preprocessor
        );
    }
}
