using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Png;
using ClothesClassification.Inference.Tests.Photos;
using ClothesClassification.Inference.Tests.Png;
using ClothesClassification.Inference.Tests.Processes;

namespace ClothesClassification.Inference.Tests.Hostile;

public sealed class HostilePngTests
{
    private const long Megabyte = 1_000_000;
    private static readonly PhotoLimits Small = new() { MaxPixels = 200_000, MaxSide = 4_000 };

    [Fact]
    public async Task Twenty_thousand_damaged_files_are_decoded_or_refused_in_little_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is looked up in /proc.");
        await TestProcess.IsolateAsync(() =>
        {
            var decoder = new PngDecoder();
            var memory = PeakMemory.Start();
            var (decoded, refused) = (0, 0);
            foreach (var file in Damaged(77).Take(20_000))
                _ = PngHarness.Try(decoder, file, Small) is null ? decoded++ : refused++;

            // Both must have happened, or the mutations would show little.
            Assert.InRange(decoded, 2_000, 18_000);
            Assert.InRange(refused, 2_000, 18_000);
            // The largest picture that is answered takes 600 KB, decoded, and as much again in this test.
            Assert.True(memory.Growth <= 60 * Megabyte, $"{memory.Growth:N0} bytes of memory");
        });
    }

    [Fact]
    public void Damaged_files_that_are_decoded_have_the_pixels_that_Skia_gives_them()
    {
        var decoder = new PngDecoder();
        var both = 0;
        foreach (var file in Damaged(78).Take(4_000))
        {
            var error = PngHarness.Try(decoder, file, Small);
            // Skia asks for memory by the header.
            if (error is PhotoTooLargeException || PngHarness.DecodeBySkia(file, PngHarness.White) is not { } expected)
                continue;
            if (error is null)
            {
                both++;
                Assert.Equal(expected, PngHarness.Decode(decoder, file, PngHarness.White));
            }
            else
            {
                // Skia does not look for the checksums behind the last row.
                Assert.IsType<TruncatedPhotoException>(error);
            }
        }

        Assert.InRange(both, 300, 3_000);
    }

    // Without right checksums a file is refused before anybody looks at what is in it. Of some, what is compressed is damaged.
    private static IEnumerable<byte[]> Damaged(int seed)
    {
        var files = TestPng.Seeds().ToArray();
        var kinds = TestPng.Kinds().Select(kind => kind with { Width = 13, Height = 11 }).ToArray();
        var mutator = new Mutator(seed);
        for (var i = 0; ; i++)
        {
            if (i % 4 == 1)
            {
                var kind = kinds[i / 4 % kinds.Length] with { IsInterlaced = i % 8 == 1 };
                yield return (kind with { Change = rows => mutator.Next(rows, rows) }).Encode();
                continue;
            }

            var file = mutator.Next(files[i % files.Length], files[i / files.Length % files.Length]);
            if (i % 4 != 0)
                HandmadePng.Repair(file);
            yield return file;
        }
    }
}
