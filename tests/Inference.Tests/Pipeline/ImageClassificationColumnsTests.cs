using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pipeline;
using Microsoft.ML;

namespace ClothesClassification.Inference.Tests.Pipeline;

public class ImageClassificationColumnsTests
{
    private readonly MLContext context = new(seed: 1);
    private readonly ImageModel model = ImageModel.Load(SharedData.ModelFolder);

    [Fact]
    public void Columns_need_a_name()
    {
        AssertRefused(new ImageClassificationColumns { Scores = " " });
        AssertRefused(new ImageClassificationColumns { Error = "" });

        void AssertRefused(ImageClassificationColumns columns)
        {
            var error = Assert.Throws<ArgumentException>(() =>
                context.Transforms.ClassifyImages(model, columns: columns)
            );
            Assert.Equal("Each column needs a name.", error.Message);
        }
    }

    [Fact]
    public void Names_that_collide_are_refused()
    {
        var columns = new ImageClassificationColumns { Score = "Scores" };

        Assert.Throws<ArgumentException>(() => context.Transforms.ClassifyImages(model, columns: columns));
    }

    [Fact]
    public void Missing_column_is_refused_with_those_that_exist()
    {
        var rows = context.Data.LoadFromEnumerable([new Encoded()]);
        var columns = new ImageClassificationColumns { Photo = "Picture" };

        var error = Assert.Throws<ArgumentException>(() =>
            context.Transforms.ClassifyImages(model, columns: columns).Fit(rows)
        );

        Assert.StartsWith(
            "There is no column 'Picture'; there are Photo, Number.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private sealed class Encoded
    {
        public byte[] Photo { get; set; } = [];
        public int Number { get; set; }
    }
}
