using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public class GridProjectionTests
{
    private static readonly float[] Grid = [.. Enumerable.Range(0, 49).Select(i => (i * 37 % 49) - 20f)];

    public static TheoryData<int, int> Sizes =>
        new()
        {
            { 224, 224 },
            { 300, 400 },
            { 4000, 3000 },
            { 1, 1 },
            { 1, 5000 },
            { 9000, 7 },
            { 223, 225 },
        };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Stretched_photo_keeps_the_grid_to_the_bit(int width, int height)
    {
        var projection = new GridProjection(new PictureShape(Geometry.Stretch, 224, 224), width, height, 7, 7);
        var photo = new float[49];

        Assert.Equal((7, 7), (projection.Rows, projection.Columns));
        Assert.Equal(0, projection.Apply(Grid, photo));
        Assert.Equal(Grid, photo);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Nothing_is_lost_on_the_way(int width, int height)
    {
        PictureShape[] shapes =
        [
            new(Geometry.CenterCrop, 224, 224),
            new(Geometry.CenterCrop, 224, 160, CropFraction: 0.875),
            new(Geometry.CenterCrop, 224, 224, ShorterSide: 256),
            new(Geometry.SmartResize, 160, 224),
            new(Geometry.Letterbox, 224, 224),
        ];
        foreach (var shape in shapes)
        {
            var projection = new GridProjection(shape, width, height, 7, 7);
            var photo = new float[projection.Rows * projection.Columns];

            var beside = projection.Apply(Grid, photo);

            Assert.InRange(projection.Rows, 1, 64);
            Assert.InRange(projection.Columns, 1, 64);
            Assert.Equal(Grid.Sum(), photo.Sum() + beside, 1e-3f);
            if (shape.Geometry != Geometry.Letterbox)
                Assert.Equal(0, beside);
        }
    }

    [Fact]
    public void Letterboxed_photo_leaves_the_border_out()
    {
        // 400 x 200 becomes 224 x 112 between two borders of 56: the photo is the rows 2 to 5 of 8.
        var projection = new GridProjection(new PictureShape(Geometry.Letterbox, 224, 224), 400, 200, 8, 8);
        var rows = Enumerable.Range(0, 64).Select(i => (float)(i / 8)).ToArray();
        var photo = new float[projection.Rows * projection.Columns];

        var beside = projection.Apply(rows, photo);

        Assert.Equal((4, 8), (projection.Rows, projection.Columns));
        Assert.Equal([2, 3, 4, 5], photo.Where((_, i) => i % 8 == 0));
        Assert.Equal(8 * (0 + 1 + 6 + 7), beside);
    }

    [Fact]
    public void Cropped_photo_has_cells_of_nothing_around()
    {
        // Of 400 x 200 the middle 200 x 200 are seen: the columns 4 to 11 of 16.
        var projection = new GridProjection(new PictureShape(Geometry.CenterCrop, 224, 224), 400, 200, 8, 8);
        var columns = Enumerable.Range(0, 64).Select(i => (float)(1 + (i % 8))).ToArray();
        var photo = new float[projection.Rows * projection.Columns];

        projection.Apply(columns, photo);

        Assert.Equal((8, 16), (projection.Rows, projection.Columns));
        Assert.Equal([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0], photo[..16]);
    }

    [Fact]
    public void Photo_resized_before_the_crop_is_laid_out_by_its_resized_sides()
    {
        // 512 x 256 is resized to itself, and 224 x 224 cut out of its middle: 144 and 16 pixels are left away.
        var shape = new PictureShape(Geometry.CenterCrop, 224, 224, ShorterSide: 256);
        var projection = new GridProjection(shape, 512, 256, 7, 7);
        var photo = new float[projection.Rows * projection.Columns];
        var middle = new float[49];
        middle[24] = 1;

        projection.Apply(middle, photo);

        // Cells are 32 pixels in both: the middle one lies from 240 to 272, half in each of two columns.
        Assert.Equal((8, 16), (projection.Rows, projection.Columns));
        Assert.Equal([0.25f, 0.25f], photo[(3 * 16 + 7)..(3 * 16 + 9)]);
        Assert.Equal([0.25f, 0.25f], photo[(4 * 16 + 7)..(4 * 16 + 9)]);
    }
}
