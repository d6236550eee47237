using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Photos;

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

    public static TheoryData<bool, bool, int> WholePictures =>
        [
            .. from progressive in new[] { false, true }
            from interleaved in new[] { false, true }
            from side in new[] { 8, 4, 2, 1 }
            select (progressive, interleaved, side),
        ];

    [Theory]
    [MemberData(nameof(WholePictures))]
    public void End_of_image_is_not_needed(bool progressive, bool interleaved, int side)
    {
        using var decoder = new JpegDecoder();
        foreach (var interval in new[] { 0, 2 })
        {
            var jpeg = new TestJpeg
            {
                IsProgressive = progressive,
                IsInterleaved = interleaved,
                RestartInterval = interval,
            };
            var file = jpeg.Encode();
            var expected = JpegHarness.Decode(decoder, file, side);
            // What telephones write behind a picture: bytes of any value, markers among them, or a whole JPEG.
            byte[] trailer =
            [
                .. "SEFH"u8,
                0xFF,
                0xDA,
                0,
                4,
                9,
                9,
                0xFF,
                0xC0,
                0,
                3,
                .. Enumerable.Range(0, 256).Select(i => (byte)i),
            ];

            Assert.Equal(expected, JpegHarness.Decode(decoder, file[..^1], side));
            Assert.Equal(expected, JpegHarness.Decode(decoder, file[..^2], side));
            Assert.Equal(expected, JpegHarness.Decode(decoder, [.. file[..^2], .. trailer], side));
            Assert.Equal(expected, JpegHarness.Decode(decoder, [.. file[..^2], .. file], side));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Progressive_picture_without_its_last_scans_needs_an_end_of_image(bool hasEnd)
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg { IsProgressive = true }.Encode();
        // A scan ends where the tables of the next one begin.
        var last = file.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xC4 });
        byte[] cut = [.. file[..last], .. hasEnd ? [0xFF, 0xD9] : Array.Empty<byte>()];

        foreach (var side in new[] { 8, 4, 2, 1 })
        {
            var error = JpegHarness.Try(decoder, cut, side, new PhotoLimits());
            if (hasEnd)
                Assert.Null(error);
            else
                Assert.IsType<TruncatedPhotoException>(error);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_of_restart_markers_are_not_looked_at(bool progressive)
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg
        {
            RestartInterval = 1,
            Width = 100,
            IsProgressive = progressive,
        }.Encode();
        var expected = JpegHarness.Decode(decoder, file, 8);

        foreach (var number in Enumerable.Range(0, 8))
        {
            byte[] one = [.. file];
            one[one.AsSpan().IndexOf(new byte[] { 0xFF, 0xD1 }) + 1] = (byte)(0xD0 + number);
            Assert.Equal(expected, JpegHarness.Decode(decoder, one, 8));

            byte[] all = [.. file];
            for (var i = all.AsSpan().IndexOf(new byte[] { 0xFF, 0xDA }); i + 1 < all.Length; i++)
            {
                if (all[i] == 0xFF && all[i + 1] is >= 0xD0 and <= 0xD7)
                    all[i + 1] = (byte)(0xD0 + number);
            }

            Assert.Equal(expected, JpegHarness.Decode(decoder, all, 8));
        }
    }

    [Theory]
    [InlineData(0xC3, "lossless JPEG")]
    [InlineData(0xC5, "hierarchical JPEG")]
    [InlineData(0xC6, "hierarchical JPEG")]
    [InlineData(0xC7, "hierarchical JPEG")]
    [InlineData(0xCB, "lossless JPEG")]
    [InlineData(0xCD, "hierarchical JPEG")]
    [InlineData(0xCE, "hierarchical JPEG")]
    [InlineData(0xCF, "hierarchical JPEG")]
    [InlineData(0xDE, "hierarchical JPEG")]
    [InlineData(0xF7, "JPEG-LS")]
    public void Kind_that_nobody_here_decodes_is_named(int frame, string name)
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg().Encode();
        file[file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 }) + 1] = (byte)frame;

        AssertNamed(decoder, file, name);
    }

    [Fact]
    public void Twelve_bits_and_a_height_behind_the_scan_are_named()
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg().Encode();
        var frame = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
        byte[] deep = [.. file];
        deep[frame + 4] = 12;
        byte[] open = [.. file];
        (open[frame + 5], open[frame + 6]) = (0, 0);

        AssertNamed(decoder, deep, "12-bit JPEG");
        AssertNamed(decoder, open, "JPEG without a height in its header (DNL)");
    }

    private static void AssertNamed(JpegDecoder decoder, byte[] file, string name)
    {
        var error = JpegHarness.Try(decoder, file, 8, new PhotoLimits());

        Assert.Equal(name, Assert.IsType<UnsupportedPhotoFormatException>(error).DetectedFormat);
    }

    /// <summary>Compares all samples of a file with what its writer knows to be in it.</summary>
    internal static void Check(JpegDecoder decoder, TestJpeg jpeg, int side)
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
