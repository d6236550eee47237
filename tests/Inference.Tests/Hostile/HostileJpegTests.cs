using System.Diagnostics;
using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Jpeg;
using ClothesClassification.Inference.Tests.Pixels;

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
        var noise = new Noise(77);
        var (decoded, refused) = (0, 0);
        for (var i = 0; i < 30_000; i++)
        {
            var file = Mutate(files[i % files.Length], files[noise.Between(0, files.Length - 1)], noise);
            var error = JpegHarness.Try(decoder, file, 1 << noise.Between(0, 3), Small);
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
        using var decoder = new JpegDecoder();
        foreach (var seed in Seeds)
        {
            // Without its end of image, the last two bytes, a file has all of its picture.
            var file = seed.Encode();
            for (var length = 3; length < file.Length - 2; length++)
            {
                var error = JpegHarness.Try(decoder, file[..length], side, Small);
                Assert.True(error is CorruptPhotoException, $"{length} of {file.Length} bytes: {error}, {seed}");
            }
        }
    }

    [Fact]
    public void File_cut_in_its_data_is_called_truncated()
    {
        using var decoder = new JpegDecoder();
        foreach (var seed in Seeds)
        {
            var file = seed.Encode();
            foreach (var cut in new[] { 3, 4, 10, 30 })
                Assert.IsType<TruncatedPhotoException>(JpegHarness.Try(decoder, file[..^cut], 8, Small));
        }
    }

    [Fact]
    public void Data_that_ends_early_is_refused_although_a_marker_follows()
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg { Roughness = 50 }.Encode();

        var error = JpegHarness.Try(decoder, [.. file[..^20], 0xFF, 0xD9], 8, Small);

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
        using var decoder = new JpegDecoder();
        var file = new TestJpeg
        {
            RestartInterval = 1,
            Width = 100,
            IsProgressive = isProgressive,
        }.Encode();
        var second = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xD1 });
        var third = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xD2 });

        Assert.IsType<CorruptPhotoException>(JpegHarness.Try(decoder, [.. file[..second], .. file[third..]], 8, Small));
    }

    [Fact]
    public void Picture_over_the_limit_is_refused_by_its_header()
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg().Encode();
        var frame = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC0 });
        (file[frame + 5], file[frame + 7]) = (0xFF, 0xFF);

        Assert.IsType<PhotoTooLargeException>(JpegHarness.Try(decoder, file, 8, new PhotoLimits()));
    }

    // 7,000 x 7,000 pixels in three components of full size: 294 MB of coefficients, from a file of some hundred bytes.
    [Fact]
    public void Huge_progressive_picture_is_decoded_from_its_means()
    {
        using var decoder = new JpegDecoder();
        var (file, scans) = Resized(new TestJpeg { IsProgressive = true, Sampling = [(1, 1), (1, 1), (1, 1)] }, 7_000);
        var before = Process.GetCurrentProcess().PrivateMemorySize64;

        // It has far too little data, so that it is refused, but only when memory has been taken.
        Assert.IsType<CorruptPhotoException>(JpegHarness.Try(decoder, file, 8, new PhotoLimits()));

        Assert.True(scans > 3);
        Assert.InRange(Process.GetCurrentProcess().PrivateMemorySize64 - before, long.MinValue, 100 << 20);
    }

    [Fact]
    public void Endless_scans_are_refused()
    {
        using var decoder = new JpegDecoder();
        var file = new TestJpeg { IsProgressive = true }.Encode();
        // The scan of one more bit of all DC coefficients, which has no tables, again and again.
        var start = file.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xDA, 0, 12, 3 });
        var scan = file[start..(start + file.AsSpan(start).IndexOf(new byte[] { 0xFF, 0xC4 }))];
        // In front of the last scan: once it has come, the picture is complete.
        byte[] endless = [.. file[..start], .. Enumerable.Repeat(scan, 200).SelectMany(s => s), .. file[start..]];

        var error = JpegHarness.Try(decoder, endless, 8, Small);

        Assert.IsType<CorruptPhotoException>(error);
        Assert.Contains("100 parts", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xC9)] // arithmetic
    [InlineData(0xCA)]
    public void What_is_left_to_Skia_is_told_by_the_header(byte frame)
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
        using var decoder = new JpegDecoder();
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
            Assert.Null(JpegHarness.Try(decoder, file, side, Small));
    }

    private static (byte[] File, int Scans) Resized(TestJpeg jpeg, int side)
    {
        var file = jpeg.Encode();
        var frame = file.AsSpan().IndexOf(new byte[] { 0xFF, 0xC2 });
        (file[frame + 5], file[frame + 6]) = ((byte)(side >> 8), (byte)side);
        (file[frame + 7], file[frame + 8]) = ((byte)(side >> 8), (byte)side);
        return (file, file.AsSpan().Count(new byte[] { 0xFF, 0xDA }));
    }

    private static byte[] Mutate(byte[] file, byte[] other, Noise noise)
    {
        var mutated = (byte[])file.Clone();
        var changes = noise.Between(1, 4);
        for (var i = 0; i < changes; i++)
        {
            var at = noise.Between(2, mutated.Length - 1);
            switch (noise.Between(0, 6))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << noise.Between(0, 7));
                    break;
                case 1:
                    mutated[at] = noise.Next();
                    break;
                case 2:
                    mutated[at] = noise.Between(0, 3) switch
                    {
                        0 => 0,
                        1 => 0xFF,
                        2 => 0x7F,
                        _ => (byte)noise.Between(0xC0, 0xFE),
                    };
                    break;
                case 3:
                    mutated = [.. mutated[..at], noise.Next(), .. mutated[at..]];
                    break;
                case 4:
                    mutated = [.. mutated[..at], .. mutated[Math.Min(mutated.Length, at + noise.Between(1, 20))..]];
                    break;
                case 5:
                    mutated = [.. mutated[..at], .. other[Math.Min(at, other.Length - 1)..]];
                    break;
                default:
                    var marker = mutated.AsSpan(at).IndexOf((byte)0xFF);
                    if (marker >= 0 && at + marker + 1 < mutated.Length)
                        mutated[at + marker + 1] = (byte)noise.Between(0xC0, 0xFE);
                    break;
            }

            if (mutated.Length < 4)
                return file;
        }

        return mutated;
    }
}
