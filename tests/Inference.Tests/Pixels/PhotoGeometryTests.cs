using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class PhotoGeometryTests
{
    [Fact]
    public void Stretch_takes_the_whole_photo_to_the_whole_picture() =>
        Assert.Equal(new ResizePlan(0, 0, 400, 533, 0, 0, 224, 192), Plan(Geometry.Stretch, 400, 533, 224, 192));

    [Theory]
    [InlineData(400, 300, 1, 50, 0, 350, 300)]
    [InlineData(300, 400, 1, 0, 50, 300, 350)]
    [InlineData(301, 400, 1, 0, 49.5f, 301, 350.5f)]
    [InlineData(400, 300, 0.5, 125, 75, 275, 225)]
    [InlineData(10, 10, 1, 0, 0, 10, 10)]
    public void Centre_crop_takes_the_largest_centred_part_of_the_pictures_shape(
        int width,
        int height,
        double fraction,
        float left,
        float top,
        float right,
        float bottom
    ) =>
        Assert.Equal(
            new ResizePlan(left, top, right, bottom, 0, 0, 100, 100),
            Plan(Geometry.CenterCrop, width, height, 100, 100, fraction)
        );

    [Fact]
    public void Centre_crop_of_an_oblong_picture_keeps_its_shape() =>
        Assert.Equal(new ResizePlan(0, 25, 400, 225, 0, 0, 200, 100), Plan(Geometry.CenterCrop, 400, 250, 200, 100));

    [Theory]
    [InlineData(400, 200, 0, 25, 100, 50)]
    [InlineData(200, 400, 25, 0, 50, 100)]
    [InlineData(300, 299, 0, 0, 100, 100)]
    [InlineData(300, 97, 0, 34, 100, 32)]
    [InlineData(50, 20, 0, 30, 100, 40)]
    [InlineData(16384, 1, 0, 49, 100, 1)]
    [InlineData(1, 16384, 49, 0, 1, 100)]
    public void Letterbox_centres_the_whole_photo_in_its_own_shape(
        int width,
        int height,
        int x,
        int y,
        int targetWidth,
        int targetHeight
    ) =>
        Assert.Equal(
            new ResizePlan(0, 0, width, height, x, y, targetWidth, targetHeight),
            Plan(Geometry.Letterbox, width, height, 100, 100)
        );

    [Fact]
    public void A_letterbox_that_is_as_large_as_the_picture_fills_it()
    {
        Assert.True(Plan(Geometry.Letterbox, 300, 299, 100, 100).FillsTarget(100, 100));
        Assert.False(Plan(Geometry.Letterbox, 300, 200, 100, 100).FillsTarget(100, 100));
        Assert.False(Plan(Geometry.Letterbox, 200, 300, 100, 100).FillsTarget(100, 100));
    }

    [Fact]
    public void Every_plan_lies_inside_of_photo_and_picture()
    {
        var noise = new Noise(5);
        for (var i = 0; i < 20_000; i++)
        {
            var (width, height) = (noise.Between(1, 16_384), noise.Between(1, 16_384));
            var (targetWidth, targetHeight) = (noise.Between(1, 600), noise.Between(1, 600));
            var fraction = 1 - (noise.Fraction() * (i % 2));
            foreach (var geometry in Enum.GetValues<Geometry>())
            {
                var plan = Plan(geometry, width, height, targetWidth, targetHeight, fraction);
                var name = $"{geometry} {width} x {height}, {fraction}: {plan}";
                Assert.True(plan.Left >= 0 && plan.Left < plan.Right && plan.Right <= width, name);
                Assert.True(plan.Top >= 0 && plan.Top < plan.Bottom && plan.Bottom <= height, name);
                Assert.True(plan.TargetX >= 0 && plan.TargetX + plan.TargetWidth <= targetWidth, name);
                Assert.True(plan.TargetY >= 0 && plan.TargetY + plan.TargetHeight <= targetHeight, name);
                Assert.True(plan.TargetWidth > 0 && plan.TargetHeight > 0, name);
            }
        }
    }

    [Theory]
    [InlineData(Geometry.Stretch, 4000, 3000, 1, 15)]
    [InlineData(Geometry.Stretch, 3000, 4000, 1, 15)]
    [InlineData(Geometry.Stretch, 4000, 250, 1, 1.25)]
    [InlineData(Geometry.Stretch, 199, 4000, 1, 1)]
    [InlineData(Geometry.Stretch, 10, 10, 1, 1)]
    [InlineData(Geometry.CenterCrop, 4000, 3000, 1, 15)]
    [InlineData(Geometry.CenterCrop, 4000, 3000, 0.5, 7.5)]
    [InlineData(Geometry.Letterbox, 4000, 3000, 1, 20)]
    [InlineData(Geometry.Letterbox, 300, 400, 1, 2)]
    public void Decoding_may_leave_twice_the_pictures_pixels_a_side(
        Geometry geometry,
        int width,
        int height,
        double fraction,
        double reduction
    ) =>
        Assert.Equal(
            reduction,
            PhotoGeometry.MaxReduction(new PictureShape(geometry, 100, 100, fraction), width, height),
            1e-6
        );

    private static ResizePlan Plan(
        Geometry geometry,
        int width,
        int height,
        int targetWidth,
        int targetHeight,
        double fraction = 1
    ) => PhotoGeometry.Plan(new PictureShape(geometry, targetWidth, targetHeight, fraction), width, height);
}
