using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using Microsoft.ML;

namespace ClothesClassification.Inference.Tests.Pipeline;

public class ImageClassificationCatalogTests
{
    [Fact]
    public void Options_out_of_their_range_are_refused_by_each_step_that_takes_them()
    {
        var transforms = new MLContext().Transforms;
        var model = ImageModel.Load(SharedData.ModelFolder);
        var options = new ImageClassifierOptions { IntraOpThreads = -1 };

        Assert.ThrowsAny<ArgumentException>(() => transforms.PreparePictures(model, options));
        Assert.ThrowsAny<ArgumentException>(() => transforms.ApplyImageModel(model, options));
    }
}
