using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference.Tests.Jpeg;

public sealed class JpegAllocationTests
{
    [Fact]
    public void A_warm_preprocessor_allocates_nothing_for_a_jpeg()
    {
        var model = ImageModel.Load(SharedData.ModelFolder);
        using var preprocessor = new PhotoPreprocessor(model, new PhotoLimits());
        // More tables of their own than are kept, so that making them is measured, too.
        var files = TestJpegs
            .All()
            .Select(j => (j with { Width = 100 + j.Width, Height = 100 + j.Height }).Encode())
            .ToArray();
        var rgb = new byte[model.Input.Length];
        RunAll();
        RunAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void RunAll()
        {
            foreach (var file in files)
            {
                var clock = StageClock.Start();
                preprocessor.Run(file, rgb, ref clock);
            }
        }
    }
}
