using ClothesClassification.Training.Features;

namespace ClothesClassification.Training.Tests.Features;

public class PictureCopiesTests
{
    // Red grows to the right, green downwards, by 2 a pixel.
    private static readonly byte[] Ramp =
    [
        .. Enumerable.Range(0, 64 * 64).SelectMany(i => new[] { (byte)(i % 64 * 2), (byte)(i / 64 * 2), (byte)7 }),
    ];

    [Fact]
    public void The_first_view_is_the_picture_itself() => Assert.Equal(Ramp, PictureCopies.Of(Ramp, 64, 0));

    [Fact]
    public void A_mirrored_picture_grows_to_the_left()
    {
        var mirrored = PictureCopies.Of(Ramp, 64, 1);

        Assert.Equal((126, 0, 7), Pixel(mirrored, 0, 0));
        Assert.Equal((0, 126, 7), Pixel(mirrored, 63, 63));
    }

    [Fact]
    public void A_nearer_picture_is_the_middle_seven_eighths()
    {
        var near = PictureCopies.Of(Ramp, 64, 2);

        Assert.Equal((8, 8, 7), Pixel(near, 0, 0));
        Assert.Equal((118, 118, 7), Pixel(near, 63, 63));
        Assert.Equal((64, 8, 7), Pixel(near, 32, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Small_pictures_stay_within_their_sides(int side)
    {
        var picture = Enumerable.Repeat((byte)9, side * side * 3).ToArray();

        Assert.Equal(picture, PictureCopies.Of(picture, side, 3));
    }

    private static (int, int, int) Pixel(byte[] picture, int x, int y) =>
        (picture[((y * 64) + x) * 3], picture[(((y * 64) + x) * 3) + 1], picture[(((y * 64) + x) * 3) + 2]);
}
