using ClothesClassification.Benchmarks.Baselines;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>From the bytes of a photo to the model's picture.</summary>
internal static class Preprocessing
{
    /// <param name="photo">Name of the photo, or of a folder of photos; a call preprocesses them all.</param>
    /// <param name="jpegBySkia">Whether Skia decodes JPEGs, too.</param>
    public static Subject Ours(string photo, bool jpegBySkia = false)
    {
        var (model, photos) = (ImageModel.Load(Repository.Model), PhotoSet.All(photo));
        var preprocessor = new PhotoPreprocessor(model, new PhotoLimits(), jpegBySkia);
        var rgb = new byte[model.Input.Length];
        return new Subject(
            () =>
            {
                foreach (var bytes in photos)
                {
                    var clock = StageClock.Start();
                    preprocessor.Run(bytes, rgb, ref clock);
                }
            },
            preprocessor
        );
    }

    /// <summary>The same, of which only the time until the photo is decoded counts: elapsed time, as the library's answers have it.</summary>
    public static Subject Decode(string photo)
    {
        var (model, photos) = (ImageModel.Load(Repository.Model), PhotoSet.All(photo));
        var preprocessor = new PhotoPreprocessor(model, new PhotoLimits(), jpegBySkia: false);
        var rgb = new byte[model.Input.Length];
        return new Subject(() => Time(1), preprocessor) { Measure = Time };

        double Time(int calls)
        {
            var sum = TimeSpan.Zero;
            for (var i = 0; i < calls; i++)
            {
                foreach (var bytes in photos)
                {
                    var clock = StageClock.Start();
                    preprocessor.Run(bytes, rgb, ref clock);
                    sum += clock.Inspect + clock.Decode;
                }
            }

            return sum.TotalNanoseconds / calls;
        }
    }

    public static Subject Floor(string photo)
    {
        var (shrink, photos) = (new SkiaShrink(), PhotoSet.All(photo));
        var rgb = new byte[SkiaShrink.Side * SkiaShrink.Side * 3];
        return new Subject(() => Array.ForEach(photos, bytes => shrink.Run(bytes, rgb)), shrink);
    }
}
