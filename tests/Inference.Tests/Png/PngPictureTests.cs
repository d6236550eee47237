using System.IO.Compression;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Png;
using ClothesClassification.Inference.Tests.Photos;

namespace ClothesClassification.Inference.Tests.Png;

/// <summary>Pixels equal Skia's, byte by byte, whatever the file.</summary>
public sealed class PngPictureTests
{
    private static readonly BackgroundColor Teal = new(10, 200, 180);
    private readonly PngDecoder decoder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_kind_depth_and_filter_is_decoded(bool isInterlaced)
    {
        foreach (var kind in TestPng.Kinds())
        {
            for (var filter = 0; filter <= TestPng.AllFilters; filter++)
            {
                EqualsSkia(kind with { Filter = filter, IsInterlaced = isInterlaced });
                EqualsSkia(
                    kind with
                    {
                        Filter = filter,
                        IsInterlaced = isInterlaced,
                        Width = 131,
                        Height = 19,
                        Roughness = 256,
                    }
                );
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_size_up_to_forty_is_decoded(bool isInterlaced)
    {
        foreach (var kind in TestPng.Kinds())
        {
            for (var side = 1; side <= 40; side++)
            {
                EqualsSkia(kind with { Width = side, Height = side, IsInterlaced = isInterlaced, Seed = side });
                EqualsSkia(kind with { Width = side, Height = 41 - side, IsInterlaced = isInterlaced, Seed = side });
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Transparent_colour_shows_the_background(bool isInterlaced)
    {
        foreach (var kind in TestPng.Kinds().Where(k => k.Kind is TestPng.Gray or TestPng.Rgb))
        {
            // A colour that occurs, one that differs in its last bit alone, and one that does not occur; of 8 bits and less,
            // what is above them does not count.
            var channels = kind.Kind == TestPng.Gray ? 1 : 3;
            int[] color = [.. Enumerable.Range(0, channels).Select(c => kind.Sample(7, 5, c))];
            foreach (var (last, above) in new[] { (0, 0), (1, 0), (0, kind.Bits < 16 ? 0x500 : 0) })
            {
                byte[] key = [.. color.SelectMany(s => new[] { (byte)((s | above) >> 8), (byte)(s ^ last) })];
                var png = kind with { Transparency = key, IsInterlaced = isInterlaced };
                EqualsSkia(png);
                EqualsSkia(png with { Width = 1, Height = 1 });
            }
        }
    }

    [Fact]
    public void Only_the_transparent_colour_itself_is_transparent()
    {
        var png = new TestPng
        {
            Bits = 16,
            Roughness = 0,
            Kind = TestPng.Gray,
        };
        var sample = png.Sample(0, 0, 0);
        byte[] key = [(byte)(sample >> 8), (byte)sample];
        byte[] near = [key[0], (byte)(key[1] ^ 1)];

        Assert.Equal(10, PngHarness.Decode(decoder, (png with { Transparency = key }).Encode(), Teal)[0]);
        Assert.Equal(sample >> 8, PngHarness.Decode(decoder, (png with { Transparency = near }).Encode(), Teal)[0]);
    }

    [Fact]
    public void Palettes_of_any_length_and_transparency_are_decoded()
    {
        foreach (var kind in TestPng.Kinds().Where(k => k.Kind == TestPng.Palette))
        {
            foreach (var colors in new[] { 1, 2, 3, 16, 200, 256 })
            {
                EqualsSkia(kind with { Colors = colors });
                foreach (var alphas in new[] { 0, 1, 2, 100, 256, 300 })
                {
                    EqualsSkia(kind with { Colors = colors, Transparency = Pixels.Noise.Bytes(alphas, alphas) });
                }
            }
        }
    }

    [Fact]
    public void Picture_is_the_same_in_pieces_of_any_length_and_at_any_level()
    {
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            var png = new TestPng
            {
                Level = level,
                Width = 100,
                Height = 90,
            };
            var expected = PngHarness.Decode(decoder, png.Encode(), Teal);
            foreach (var piece in new[] { 1, 2, 3, 7, 15, 16, 17, 100, 1000 })
                Assert.Equal(expected, PngHarness.Decode(decoder, (png with { Piece = piece }).Encode(), Teal));
        }
    }

    [Fact]
    public void Chunks_that_say_something_of_colours_or_nothing_at_all_change_nothing()
    {
        var png = new TestPng();
        var expected = PngHarness.Decode(decoder, png.Encode(), Teal);
        byte[][] chunks =
        [
            HandmadePng.Chunk("gAMA"u8, [0, 0, 0x10, 0]),
            HandmadePng.Chunk("sRGB"u8, [0]),
            HandmadePng.Chunk("cHRM"u8, new byte[32]),
            HandmadePng.Chunk("sBIT"u8, [5, 6, 5]),
            HandmadePng.Chunk("bKGD"u8, [0, 1, 0, 2, 0, 3]),
            HandmadePng.Chunk("PLTE"u8, [1, 2, 3]),
            HandmadePng.Chunk("xxXx"u8, [1, 2, 3]),
            HandmadePng.Chunk("tRNS"u8, [1, 2, 3]),
            HandmadePng.Chunk("iCCP"u8, [.. "icc\0\0"u8, .. HandmadePng.Compress(Pixels.Noise.Bytes(3_000, 1))]),
        ];

        foreach (var chunk in chunks)
        {
            var file = (png with { Before = chunk }).Encode();
            Assert.Equal(expected, PngHarness.Decode(decoder, file, Teal));
            Assert.Equal(expected, PngHarness.DecodeBySkia(file, Teal));
        }
    }

    [Fact]
    public void Long_rows_are_decoded()
    {
        foreach (var kind in TestPng.Kinds())
        {
            EqualsSkia(kind with { Width = 16_384, Height = 3, Filter = 4 });
            EqualsSkia(kind with { Width = 3, Height = 3_000, Filter = 4, IsInterlaced = true });
        }
    }

    [Fact]
    public void Second_photo_of_a_size_is_decoded_without_allocating()
    {
        var files = TestPng.Kinds().Select(kind => (kind with { Width = 300, Height = 200 }).Encode()).ToArray();
        var planes = new byte[3 * 300];
        var limits = new PhotoLimits();
        RunAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void RunAll()
        {
            foreach (var file in files)
            {
                var picture = decoder.Open(file, limits, Teal);
                for (var y = 0; y < 200; y++)
                    picture.ReadRow(planes.AsSpan(0, 300), planes.AsSpan(300, 300), planes.AsSpan(600));
                picture.Finish();
            }
        }
    }

    private void EqualsSkia(TestPng png)
    {
        var file = png.Encode();
        var expected = PngHarness.DecodeBySkia(file, Teal);
        Assert.True(expected is not null, $"Skia does not decode {png}");
        var actual = PngHarness.Decode(decoder, file, Teal);
        var same = expected.AsSpan().CommonPrefixLength(actual);
        if (same < expected.Length)
            Assert.Fail($"Byte {same} is {actual[same]}, must be {expected[same]}: {png}");
    }
}
