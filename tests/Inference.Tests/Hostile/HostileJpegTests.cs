using System.Diagnostics;
using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Jpeg;

namespace ClothesClassification.Inference.Tests.Hostile;

public sealed class HostileJpegTests
{
    private static readonly PhotoLimits Small = new() { MaxPixels = 200_000, MaxSide = 4_000 };

    private static readonly TestJpeg[] Seeds =
    [
        new() { RestartInterval = 2 },
        new() { IsProgressive = true },
        new()
        {
            IsProgressive = true,
            RestartInterval = 3,
            Roughness = 80,
        },
        new()
        {
            Sampling = [(1, 1)],
            Tables = TestHuffman.Shape.Long,
            Roughness = 100,
            Quantization = 1,
        },
        new()
        {
            Sampling = [(2, 1), (1, 1), (1, 1)],
            IsInterleaved = false,
            HasWideQuantization = true,
        },
        new() { Sampling = [(1, 1), (1, 1), (1, 1)], Tables = TestHuffman.Shape.Flat },
    ];

    [Fact]
    public void Thirty_thousand_damaged_files_are_decoded_or_refused()
    {
        using var decoder = new JpegDecoder();
        var files = Seeds.Select(s => s.Encode()).ToArray();
        var mutator = new Mutator(77);
        var (decoded, refused) = (0, 0);
        for (var i = 0; i < 30_000; i++)
        {
            var damaged = mutator.Next(files[i % files.Length], files[i / files.Length % files.Length]);
            // The decoder is called for what begins as a JPEG.
            byte[] file = [0xFF, 0xD8, 0xFF, .. damaged.Skip(3)];
            var error = JpegHarness.Try(decoder, file, 1 << (i % 4), Small);
            decoder.Trim();
            if (error is null)
                decoded++;
            else
                refused++;
        }

        // Both must have happened, or the mutations would show little.
        Assert.InRange(decoded, 2_000, 28_000);
        Assert.InRange(refused, 2_000, 28_000);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(1)]
    public void File_cut_anywhere_is_refused(int side)
    {
        foreach (var seed in Seeds)
        {
            // Without its end of image, the last two bytes, a file has all of its picture.
            var file = seed.Encode();
            for (var length = 3; length < file.Length - 2; length++)
            {
                var error = Try(file[..length], side);
                Assert.True(error is CorruptPhotoException, $"{length} of {file.Length} bytes: {error}, {seed}");
            }
        }
    }

    [Fact]
    public void File_cut_in_its_data_is_called_truncated()
    {
        foreach (var seed in Seeds)
        {
            var file = seed.Encode();
            foreach (var cut in new[] { 3, 4, 10, 30 })
                Assert.IsType<TruncatedPhotoException>(Try(file[..^cut]));
        }
    }

    [Fact]
    public void Data_that_ends_early_is_refused_although_a_marker_follows()
    {
        var file = new TestJpeg { Roughness = 50 }.Encode();

        var error = Try([.. file[..^20], 0xFF, 0xD9]);

        Assert.IsType<CorruptPhotoException>(error);
        Assert.Equal(
            "The photo's data is damaged: its picture cannot be decoded. Send the original file again.",
            error.Message
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Interval_that_is_missing_is_refused_whatever_the_numbers_of_the_others(bool isProgressive)
    {
        var file = new TestJpeg
        {
            RestartInterval = 1,
            Width = 100,
            IsProgressive = isProgressive,
        }.Encode();
        var second = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xD1 });
        var third = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xD2 });

        Assert.IsType<CorruptPhotoException>(Try([.. file[..second], .. file[third..]]));
    }

    // 7,000 x 7,000 pixels in three components of full size: 294 MB of coefficients, from a file of some hundred bytes.
    [Fact]
    public void Huge_progressive_picture_is_decoded_from_its_means()
    {
        // It keeps its memory until it is disposed of.
        using var decoder = new JpegDecoder();
        var jpeg = new TestJpeg { IsProgressive = true, Sampling = [(1, 1), (1, 1), (1, 1)] };
        var file = HostileJpegs.Resized(jpeg, 7_000, 7_000);
        var before = Process.GetCurrentProcess().PrivateMemorySize64;

        // It has far too little data, so that it is refused, but only when memory has been taken.
        Assert.IsType<CorruptPhotoException>(JpegHarness.Try(decoder, file, 8, new PhotoLimits()));

        Assert.True(file.AsSpan().Count(new byte[] { 0xFF, 0xDA }) > 3);
        Assert.InRange(Process.GetCurrentProcess().PrivateMemorySize64 - before, long.MinValue, 100 << 20);
    }

    [Fact]
    public void Endless_scans_are_refused()
    {
        var file = new TestJpeg { IsProgressive = true }.Encode();
        // The scan of one more bit of all DC coefficients, which has no tables, again and again.
        var start = file.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xDA, 0, 12, 3 });
        var scan = file[start..(start + file.AsSpan(start).IndexOf(new byte[] { 0xFF, 0xC4 }))];
        // In front of the last scan: once it has come, the picture is complete.
        byte[] endless = [.. file[..start], .. Enumerable.Repeat(scan, 200).SelectMany(s => s), .. file[start..]];

        var error = Try(endless);

        Assert.IsType<CorruptPhotoException>(error);
        Assert.Contains("100 parts", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xC9)] // arithmetic
    [InlineData(0xCA)]
    public void What_is_left_to_Skia_is_decided_by_the_header(byte frame)
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg().Encode();
        file[file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 }) + 1] = frame;

        Assert.False(decoder.TryDecode(file, Small, (_, _) => 1, out _));
    }

    [Fact]
    public void Picture_of_a_mean_alone_survives_any_coefficients()
    {
        // Quantisation at its most, and coefficients that overflow 16 bits: an answer, and the same on each processor.
        var jpeg = new TestJpeg
        {
            Quantization = 1,
            Roughness = 100,
            HasWideQuantization = true,
        };
        var file = jpeg.Encode();
        var tables = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xDB });
        file.AsSpan(tables + 5, 128).Fill(0xFF);

        foreach (var side in new[] { 1, 2, 4, 8 })
            Assert.Null(Try(file, side));
    }

    private static Exception? Try(byte[] file, int side = 8)
    {
        using var decoder = new JpegDecoder();
        return JpegHarness.Try(decoder, file, side, Small);
    }
}
