using System.Buffers.Binary;
using System.Text;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>The size that a header gives is the one that is compared with the limits, to the pixel.</summary>
public class PhotoHeaderTests
{
    private static readonly Dictionary<string, (PhotoFormat Format, byte[] File)> Headers = new()
    {
        ["WebP canvas, 70,001 x 513"] = (PhotoFormat.WebP, WebP("VP8X", [0, 0, 0, 0, .. U24(70_000), .. U24(512)])),
        ["WebP, lossless, 16,384 x 1"] = (PhotoFormat.WebP, WebP("VP8L", [0x2F, .. U32(16_383)])),
        ["WebP, lossless, 300 x 16,001"] = (PhotoFormat.WebP, WebP("VP8L", [0x2F, .. U32(299 | (16_000 << 14))])),
        // The upper bits ask for enlarging.
        ["WebP, lossy, 16,383 x 258"] = (
            PhotoFormat.WebP,
            WebP("VP8 ", [0, 0, 0, 0x9D, 1, 0x2A, .. U16(0xFFFF), .. U16(0x4000 | 258)])
        ),
        ["GIF, 300 x 700"] = (PhotoFormat.Gif, [.. Screen(300, 700), .. Picture(0, 0, 300, 700)]),
        ["GIF, 260 x 520 by a picture over the edge"] = (
            PhotoFormat.Gif,
            [.. Screen(200, 100), .. Picture(4, 8, 256, 512)]
        ),
        ["GIF, 200 x 100 with a smaller picture"] = (PhotoFormat.Gif, [.. Screen(200, 100), .. Picture(4, 8, 10, 20)]),
        ["GIF, 300 x 700 behind colours and a comment"] = (
            PhotoFormat.Gif,
            [.. Screen(300, 700, 0x80 | 1), .. new byte[12], 0x21, 0xFE, 1, 0x2C, 0, .. Picture(0, 0, 1, 1)]
        ),
        ["BMP of OS/2, 300 x 40,000"] = (PhotoFormat.Bmp, Bmp([.. U32(12), .. U16(300), .. U16(40_000), 1, 0, 24, 0])),
        ["BMP, 70,000 x 300"] = (PhotoFormat.Bmp, Bmp([.. U32(40), .. U32(70_000), .. U32(300)])),
        ["BMP, 300 x 70,000 from the top down"] = (PhotoFormat.Bmp, Bmp([.. U32(124), .. U32(300), .. U32(-70_000)])),
    };

    public static TheoryData<string> Names => [.. Headers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Size_is_that_of_the_header(string name)
    {
        var sides = name.Replace(",", "")
            .Split(' ')
            .Where(word => int.TryParse(word, out _))
            .Select(int.Parse)
            .ToArray();
        var (longer, pixels) = (sides.Max(), (long)sides[0] * sides[1]);

        Check(name, longer, pixels);
        AssertRefused(name, (longer - 1, pixels), (PhotoLimit.Side, longer));
        AssertRefused(name, (longer, pixels - 1), (PhotoLimit.Pixels, pixels));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Header_that_ends_early_is_truncated(string name)
    {
        var (format, file) = Headers[name];
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<TruncatedPhotoException>(() =>
                PhotoHeader.Check(file.AsSpan(0, length), format, Limits(1, 1))
            );
    }

    [Theory]
    [InlineData(nameof(PhotoFormat.WebP), "RIFF\0\0\0\0WEBPVP9 \0\0\0\0")]
    [InlineData(nameof(PhotoFormat.Gif), "GIF89a\u0001\0\u0001\0\0\0\0;")]
    [InlineData(nameof(PhotoFormat.Bmp), "BM\0\0\0\0\0\0\0\0\0\0\0\0\u000b\0\0\0\u0001\0\0\0\u0001\0\0\0")]
    [InlineData(nameof(PhotoFormat.Bmp), "BM\0\0\0\0\0\0\0\0\0\0\0\0\u007d\0\0\0\u0001\0\0\0\u0001\0\0\0")]
    public void Header_of_another_kind_cannot_be_read(string format, string file) =>
        Assert.Throws<CorruptPhotoException>(() =>
            PhotoHeader.Check(Encoding.Latin1.GetBytes(file), Enum.Parse<PhotoFormat>(format), new PhotoLimits())
        );

    [Theory]
    [InlineData(0, 8)]
    [InlineData(8, 0)]
    public void Photo_without_a_pixel_is_corrupt(int width, int height) =>
        Assert.Throws<CorruptPhotoException>(() =>
            PhotoHeader.Check(Bmp([.. U32(40), .. U32(width), .. U32(height)]), PhotoFormat.Bmp, new PhotoLimits())
        );

    private static void AssertRefused(
        string name,
        (int Side, long Pixels) maximum,
        (PhotoLimit Limit, long Actual) reason
    )
    {
        var error = Assert.Throws<PhotoTooLargeException>(() => Check(name, maximum.Side, maximum.Pixels));
        Assert.Equal(reason, (error.Limit, error.Actual));
    }

    private static void Check(string name, int maxSide, long maxPixels)
    {
        var (format, file) = Headers[name];
        PhotoHeader.Check(file, format, Limits(maxSide, maxPixels));
    }

    private static PhotoLimits Limits(int maxSide, long maxPixels) =>
        new() { MaxSide = maxSide, MaxPixels = maxPixels };

    private static byte[] WebP(string kind, byte[] data) =>
        [.. "RIFF\0\0\0\0WEBP"u8, .. Encoding.ASCII.GetBytes(kind), .. U32(data.Length), .. data];

    private static byte[] Screen(int width, int height, byte flags = 0) =>
        [.. "GIF89a"u8, .. U16(width), .. U16(height), flags, 0, 0];

    private static byte[] Picture(int left, int top, int width, int height) =>
        [0x2C, .. U16(left), .. U16(top), .. U16(width), .. U16(height), 0];

    private static byte[] Bmp(byte[] header) => [.. "BM"u8, .. new byte[12], .. header];

    private static byte[] U16(int value) => U32(value)[..2];

    private static byte[] U24(int value) => U32(value)[..3];

    private static byte[] U32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
