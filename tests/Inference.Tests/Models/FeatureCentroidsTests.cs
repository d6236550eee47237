using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Tests.Models;

public class FeatureCentroidsTests
{
    private static readonly FeatureCentroids Two = new(
        [1, 1],
        [
            [1, 0],
            [0, -1],
        ]
    );

    [Theory]
    [InlineData(9, 1, 1)]
    [InlineData(1, -5, 1)]
    [InlineData(2, 2, 0.70710677)]
    [InlineData(1, 9, 0)]
    [InlineData(-3, 5, -0.70710677)]
    [InlineData(1, 1, 0)]
    public void Likeness_is_the_cosine_to_the_nearest_direction_from_the_mean(float x, float y, float expected) =>
        Assert.Equal(expected, Two.LikenessOf([x, y]), 1e-6);

    [Fact]
    public void What_is_written_is_read()
    {
        var file = Two.Write();
        var read = FeatureCentroids.Read(file, new ManifestCentroids { Path = "c", Width = 2 }, 2);

        Assert.Equal(3 * 2 * 2, file.Length);
        Assert.Equal(Two.LikenessOf([3, 4]), read.LikenessOf([3, 4]));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(0)]
    public void A_file_of_no_whole_rows_or_fewer_than_two_is_refused(int length) =>
        Assert.Contains(
            "calibrate the model again",
            Assert
                .Throws<ModelException>(() =>
                    FeatureCentroids.Read(new byte[length], new ManifestCentroids { Path = "c", Width = 2 }, null)
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Numbers_that_are_none_are_refused() =>
        Assert.Throws<ModelException>(() =>
            FeatureCentroids.Read(
                new FeatureCentroids(
                    [1],
                    [
                        [float.NaN],
                    ]
                ).Write(),
                new ManifestCentroids { Path = "c", Width = 1 },
                null
            )
        );
}
