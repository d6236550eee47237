using ClothesClassification.Benchmarks.Baselines;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>From the bytes of a photo to the model's picture.</summary>
internal static class Preprocessing
{
    /// <param name="photo">Name of the photo.</param>
    /// <param name="jpegBySkia">Whether Skia decodes JPEGs, too.</param>
    public static Subject Ours(string photo, bool jpegBySkia = false)
    {
        var (model, bytes) = (ImageModel.Load(Repository.Model), PhotoSet.Get(photo));
        var preprocessor = new PhotoPreprocessor(model, new PhotoLimits(), jpegBySkia);
        var rgb = new byte[model.Input.Length];
        return new Subject(
            () =>
            {
                var clock = StageClock.Start();
                preprocessor.Run(bytes, rgb, ref clock);
            },
            preprocessor
        );
    }

    public static Subject Floor(string photo)
    {
        var (shrink, bytes) = (new SkiaShrink(), PhotoSet.Get(photo));
        var rgb = new byte[SkiaShrink.Side * SkiaShrink.Side * 3];
        return new Subject(() => shrink.Run(bytes, rgb), shrink);
    }
}
