using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Pixels;

public sealed class RgbaResizerTests
{
    public static TheoryData<int> Orientations => [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void Equals_Pillow_as_the_reference_does()
    {
        foreach (var (c, sha256) in PillowPixels.All)
        {
            var rgba = Noise.Bytes(c.SourceBytes, PillowPixels.Seed);
            Assert.Equal(sha256, PillowPixels.Hash(c.Expected(rgba)));
            Assert.True(sha256 == PillowPixels.Hash(c.Run(rgba)), $"Not the pixels that Pillow gave: {c}");
        }
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Equals_the_reference_on_noise_of_any_size_whatever_photo_came_before(int orientation)
    {
        var noise = new Noise(100 + orientation);
        var (resizer, resampler) = (new RgbaResizer(), new Resampler());
        for (var i = 0; i < 60; i++)
        {
            var c = ResampleCase.Any(noise, orientation, 70);
            var rgba = Noise.Bytes(c.SourceBytes, i);
            AssertSame(c, rgba, c.Run(rgba, resizer, resampler));
        }
    }

    // Many taps: sums of many rounded weights, and rows longer than any vector.
    [Theory]
    [MemberData(nameof(Orientations))]
    public void Equals_the_reference_where_the_reduction_is_large(int orientation)
    {
        foreach (var (width, height, targetWidth, targetHeight) in new[] { (611, 97, 9, 31), (83, 523, 40, 3) })
            EqualsReference(ResampleCase.Stretch(width, height, orientation, targetWidth, targetHeight), seed: width);
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Equals_the_reference_for_every_narrow_picture_and_target(int orientation)
    {
        for (var side = 1; side <= 20; side++)
        {
            EqualsReference(ResampleCase.Stretch(side, 1, orientation, 7, 5), side);
            EqualsReference(ResampleCase.Stretch(1, side, orientation, 5, 7), side);
            EqualsReference(ResampleCase.Stretch(33, 29, orientation, side, 1), side);
            EqualsReference(ResampleCase.Stretch(29, 33, orientation, 1, side), side);
            EqualsReference(ResampleCase.Stretch(side, side, orientation, side, side), side);
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
            Assert.False(rgb.AsSpan().ContainsAnyExcept(value, ResampleCase.Untouched), $"{c}");
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
        var plan = PhotoGeometry.Plan(new PictureShape(Geometry.Letterbox, 32, 24), 60, 20);
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
    public void Second_photo_of_a_size_is_resized_without_allocating()
    {
        ResampleCase[] cases =
        [
            ResampleCase.Stretch(400, 534, 1, 224, 224),
            ResampleCase.Stretch(534, 400, 6, 224, 224),
            ResampleCase.Stretch(31, 17, 3, 50, 60),
        ];
        var rgba = Noise.Bytes(cases.Max(c => c.SourceBytes), 1);
        var rgb = new byte[cases.Max(c => c.TargetBytes)];
        var (resizer, resampler) = (new RgbaResizer(), new Resampler());
        RunAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void RunAll()
        {
            foreach (var c in cases)
                c.Run(rgba, rgb, resizer, resampler);
        }
    }

    [Fact]
    public void Nothing_outside_of_source_and_target_is_touched()
    {
        GuardedMemory.Require();
        var noise = new Noise(23);
        for (var i = 0; i < 100; i++)
        {
            var c = ResampleCase.Any(noise, 1 + (i % 8), 90);
            var rgba = Noise.Bytes(c.SourceBytes, i);
            using var source = GuardedMemory.Of(rgba, atEnd: i % 3 != 0);
            using var target = new GuardedMemory(c.TargetBytes, atEnd: i % 3 != 1);
            target.Span.Fill(ResampleCase.Untouched);
            c.Run(source.Span, target.Span, new RgbaResizer(), new Resampler());
            Assert.True(target.Span.SequenceEqual(c.Expected(rgba)), $"Differs: {c}");
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
            c.Run(new byte[c.SourceBytes], new byte[c.TargetBytes - 1], new RgbaResizer(), new Resampler())
        );
    }

    private static void EqualsReference(ResampleCase c, int seed)
    {
        var rgba = Noise.Bytes(c.SourceBytes, seed);
        AssertSame(c, rgba, c.Run(rgba));
    }

    private static void AssertSame(ResampleCase c, byte[] rgba, byte[] actual)
    {
        var expected = c.Expected(rgba);
        var same = expected.AsSpan().CommonPrefixLength(actual);
        if (same < expected.Length)
            Assert.Fail($"Byte {same} is {actual[same]}, must be {expected[same]}: {c}");
    }
}
