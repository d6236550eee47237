using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class ResamplerTests
{
    public static TheoryData<int> Orientations => [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void Reference_equals_Pillow()
    {
        foreach (var (c, sha256) in PillowPixels.All)
            Assert.Equal(sha256, PillowPixels.Hash(c.Expected(Noise.Bytes(c.SourceBytes, PillowPixels.Seed))));
    }

    [Fact]
    public void Equals_Pillow() => PillowPixels.Check();

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Equals_the_reference_on_noise_of_any_size(int orientation) =>
        ResamplerChecks.EqualsReference(orientation, seed: 100 + orientation, cases: 100, most: 70);

    // Many taps: sums of many rounded weights, and rows longer than any vector.
    [Theory]
    [MemberData(nameof(Orientations))]
    public void Equals_the_reference_where_the_reduction_is_large(int orientation)
    {
        foreach (var (width, height, targetWidth, targetHeight) in new[] { (611, 97, 9, 31), (83, 523, 40, 3) })
            ResamplerChecks.EqualsReference(
                ResampleCase.Stretch(width, height, orientation, targetWidth, targetHeight),
                seed: width
            );
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Equals_the_reference_for_every_narrow_picture_and_target(int orientation)
    {
        for (var side = 1; side <= 20; side++)
        {
            ResamplerChecks.EqualsReference(ResampleCase.Stretch(side, 1, orientation, 7, 5), side);
            ResamplerChecks.EqualsReference(ResampleCase.Stretch(1, side, orientation, 5, 7), side);
            ResamplerChecks.EqualsReference(ResampleCase.Stretch(33, 29, orientation, side, 1), side);
            ResamplerChecks.EqualsReference(ResampleCase.Stretch(29, 33, orientation, 1, side), side);
            ResamplerChecks.EqualsReference(ResampleCase.Stretch(side, side, orientation, side, side), side);
        }
    }

    // Rounded weights can sum to more than 1: white must stay 255, and not wrap round to 0.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(254)]
    [InlineData(255)]
    public void One_colour_stays_that_colour(byte value)
    {
        var noise = new Noise(3);
        for (var i = 0; i < 100; i++)
        {
            var c = ResampleCase.Any(noise, 1 + (i % 8), 90);
            var rgba = new byte[c.SourceBytes];
            rgba.AsSpan().Fill(value);
            var rgb = c.Run(rgba);
            Assert.Equal(c.Expected(rgba), rgb);
            Assert.All(rgb, b => Assert.True(b == value || b == ResampleCase.Untouched, $"{b} in {c}"));
        }
    }

    [Fact]
    public void A_picture_of_the_targets_size_keeps_its_pixels()
    {
        var rgba = Noise.Bytes(50 * 40 * 4, 1);
        var rgb = ResampleCase.Stretch(50, 40, 1, 50, 40).Run(rgba);
        Assert.Equal(rgba.Where((_, i) => i % 4 != 3), rgb);
    }

    [Fact]
    public void Only_the_planned_part_of_the_target_is_written()
    {
        var plan = PhotoGeometry.Plan(Geometry.Letterbox, 60, 20, 32, 24, 1);
        var c = new ResampleCase(60, 20, 1, plan, 32, 24);
        var rgb = c.Run(new byte[c.SourceBytes]);
        for (var y = 0; y < 24; y++)
        {
            var inside = y >= plan.TargetY && y < plan.TargetY + plan.TargetHeight;
            Assert.All(
                rgb[(y * 32 * 3)..((y + 1) * 32 * 3)],
                b => Assert.Equal(inside ? 0 : ResampleCase.Untouched, b)
            );
        }
    }

    [Fact]
    public void One_workspace_serves_pictures_of_all_sizes()
    {
        var noise = new Noise(9);
        var workspace = new ResampleWorkspace();
        for (var i = 0; i < 100; i++)
        {
            var c = ResampleCase.Any(noise, noise.Between(1, 8), 60);
            var rgba = Noise.Bytes(c.SourceBytes, i);
            Assert.True(c.Expected(rgba).AsSpan().SequenceEqual(c.Run(rgba, workspace)), $"Differs: {c}");
        }
    }

    [Fact]
    public void A_source_that_is_too_short_is_refused()
    {
        var c = ResampleCase.Stretch(10, 10, 1, 5, 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => c.Run(new byte[c.SourceBytes - 1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void A_target_that_is_too_short_is_refused(int orientation)
    {
        var c = ResampleCase.Stretch(10, 10, orientation, 5, 5);
        Assert.ThrowsAny<ArgumentException>(() =>
            c.Run(new byte[c.SourceBytes], new byte[c.TargetBytes - 1], new ResampleWorkspace())
        );
    }
}
