using ClothesClassification.Inference.Jpeg;

namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>What the writer put into files against what the decoder finds, by a transform in double precision.</summary>
public sealed class JpegDecoderTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(1)]
    public void Every_sample_of_every_kind_of_file_is_within_one_of_the_exact_transform(int side)
    {
        using var decoder = new JpegDecoder();
        foreach (var jpeg in TestJpegs.All().Concat(TestJpegs.Sides()))
            Check(decoder, jpeg, side);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_quality_is_decoded(bool progressive)
    {
        using var decoder = new JpegDecoder();
        foreach (var quantization in new[] { 1, 2, 3, 5, 10, 20, 50, 100, 200 })
        {
            var jpeg = new TestJpeg
            {
                Quantization = quantization,
                Roughness = 100,
                IsProgressive = progressive,
                Width = 90,
                Height = 70,
            };
            Check(decoder, jpeg, 8);
            Check(decoder, jpeg, 4);
        }
    }

    [Fact]
    public void Trailing_and_interposed_segments_do_not_disturb()
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg().Encode();
        var expected = JpegHarness.Decode(decoder, file, 8);
        byte[] comment = [0xFF, 0xFF, 0xFF, 0xFE, 0, 6, 0xFF, 0xDA, 0xFF, 0xD9];
        byte[] changed = [.. file[..2], .. comment, 0x00, 0x12, .. file[2..], 1, 2, 3];

        Assert.Equal(expected, JpegHarness.Decode(decoder, changed, 8));
    }

    private static void Check(JpegDecoder decoder, TestJpeg jpeg, int side)
    {
        var file = jpeg.Encode(out var expected);
        var planes = JpegHarness.Decode(decoder, file, side);
        Assert.Equal(expected.Length, planes.Length);
        for (var i = 0; i < planes.Length; i++)
        {
            var (h, v) = jpeg.Sampling[i];
            Assert.Equal(Reduced(jpeg.Width * h * side, 8 * jpeg.MaxH), planes[i].GetLength(1));
            Assert.Equal(Reduced(jpeg.Height * v * side, 8 * jpeg.MaxV), planes[i].GetLength(0));
            CheckPlane(planes[i], expected[i], side, $"component {i} of {jpeg} at {side}");
        }
    }

    private static void CheckPlane(byte[,] plane, TestPlane expected, int side, string what)
    {
        for (var block = 0; block < expected.Blocks.Length; block++)
        {
            var samples = expected.Samples(block, side);
            var (left, top) = (block % expected.BlocksWide * side, block / expected.BlocksWide * side);
            for (var i = 0; i < samples.Length; i++)
            {
                var (x, y) = (left + (i % side), top + (i / side));
                if (x < plane.GetLength(1) && y < plane.GetLength(0))
                    Assert.True(
                        Math.Abs(plane[y, x] - samples[i]) <= 1,
                        $"{plane[y, x]} and not {samples[i]:F2} at {x}, {y}, {what}"
                    );
            }
        }
    }

    private static int Reduced(int number, int divisor) => (number + divisor - 1) / divisor;
}
