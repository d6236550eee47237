using System.Buffers.Binary;
using System.Text;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;
using static ClothesClassification.Inference.Tests.Photos.PreprocessorHarness;

namespace ClothesClassification.Inference.Tests.Png;

/// <summary>What is said of a PNG whose data is damaged, and that damage to what is not needed costs nothing.</summary>
public sealed class PngErrorsTests
{
    [Fact]
    public void Png_with_broken_data_is_refused()
    {
        var photo = TestPhotos.Noise(SKEncodedImageFormat.Png, 200, 200, seed: 3);
        photo.AsSpan(photo.Length / 2, 400).Fill(0xA5);

        Assert.ThrowsAny<CorruptPhotoException>(() => Run(photo));
    }

    [Theory]
    [InlineData("IHDR")]
    [InlineData("IDAT")]
    public void Png_with_a_wrong_checksum_of_a_critical_chunk_is_refused_for_it(string type)
    {
        var photo = TestPhotos.Noise(SKEncodedImageFormat.Png, 60, 60, seed: 3);
        WrongChecksum(photo, type);

        var error = Assert.IsType<CorruptPhotoException>(Record.Exception(() => Run(photo)));

        Assert.Equal(
            "The photo's data is damaged: the checksum of one of its chunks is wrong. Send the original file again.",
            error.Message
        );
    }

    [Fact]
    public void Png_with_a_wrong_checksum_of_its_compressed_data_is_refused_for_it()
    {
        var data = HandmadePng.Compress(new byte[8 * 9]);
        data[^1] ^= 1;
        var photo = HandmadePng.Of(HandmadePng.Header(8, 8, 8, HandmadePng.Grey), HandmadePng.Chunk("IDAT"u8, data));

        var error = Assert.IsType<CorruptPhotoException>(Record.Exception(() => Run(photo)));

        Assert.Equal(
            "The photo's data is damaged: the checksum of its compressed data is wrong. Send the original file again.",
            error.Message
        );
    }

    [Fact]
    public void Png_with_compressed_data_that_makes_no_sense_is_not_called_truncated()
    {
        var data = HandmadePng.Compress(Pixels.Noise.Bytes(60 * 61, 1));
        data.AsSpan(2, 40).Fill(0xFF);
        var photo = HandmadePng.Of(HandmadePng.Header(60, 60, 8, HandmadePng.Grey), HandmadePng.Chunk("IDAT"u8, data));

        Assert.IsType<CorruptPhotoException>(Record.Exception(() => Run(photo)));
    }

    [Fact]
    public void Png_with_compressed_data_that_asks_for_a_dictionary_is_refused()
    {
        byte[] data = [0x78, 0xBB, 1, 2, 3, 4, 5, 6];
        var photo = HandmadePng.Of(HandmadePng.Header(8, 8, 8, HandmadePng.Grey), HandmadePng.Chunk("IDAT"u8, data));

        Assert.IsType<CorruptPhotoException>(Record.Exception(() => Run(photo)));
    }

    [Fact]
    public void Checksums_of_what_a_png_does_not_need_are_not_looked_at()
    {
        var photo = TestPhotos.Noise(SKEncodedImageFormat.Png, 60, 60, seed: 3);
        var expected = Run(photo).Rgb;
        byte[] end = [.. photo];
        WrongChecksum(end, "IEND");
        var ancillary = ExifPhotos.Png(photo, HandmadePng.Chunk("tEXt"u8, "a\0b"u8));
        WrongChecksum(ancillary, "tEXt");

        Assert.Equal(expected, Run(end).Rgb);
        Assert.Equal(expected, Run([.. end, 1, 2, 3]).Rgb);
        Assert.Equal(expected, Run(photo[..^12]).Rgb);
        Assert.Equal(expected, Run(ancillary).Rgb);
    }

    [Fact]
    public void What_cannot_be_decoded_is_named()
    {
        var data = HandmadePng.Chunk("IDAT"u8, HandmadePng.Compress(new byte[8 * 9]));
        var filter = HandmadePng.Chunk("IDAT"u8, HandmadePng.Compress([5, .. new byte[(8 * 9) - 1]]));
        var gray = HandmadePng.Header(8, 8, 8, HandmadePng.Grey);
        var palette = HandmadePng.Header(8, 8, 8, 3);
        (byte[] Photo, string Reason)[] photos =
        [
            (HandmadePng.Of(palette, data), "its palette is missing or cannot be read."),
            (
                HandmadePng.Of(palette, HandmadePng.Chunk("PLTE"u8, new byte[4]), data),
                "its palette is missing or cannot be read."
            ),
            (HandmadePng.Of(gray, filter), "its picture cannot be decoded."),
            (HandmadePng.Of(gray, HandmadePng.Chunk("ABCD"u8, []), data), "its header cannot be read."),
            (HandmadePng.Of(gray, gray, data), "its header cannot be read."),
            (HandmadePng.Of(HandmadePng.Header(8, 8, 4, HandmadePng.Rgb), data), "its header cannot be read."),
        ];

        foreach (var (photo, reason) in photos)
        {
            var error = Assert.IsType<CorruptPhotoException>(Record.Exception(() => Run(photo)));
            Assert.Equal($"The photo's data is damaged: {reason} Send the original file again.", error.Message);
        }
    }

    [Fact]
    public void Rows_that_are_missing_are_called_truncated_whether_the_file_or_its_data_ends()
    {
        var gray = HandmadePng.Header(8, 8, 8, HandmadePng.Grey);
        var data = HandmadePng.Compress(Pixels.Noise.Bytes(8 * 9, 1).Select(b => (byte)(b % 5)).ToArray());
        byte[][] photos =
        [
            HandmadePng.Of(gray),
            HandmadePng.Of(gray, HandmadePng.Chunk("IDAT"u8, HandmadePng.Compress(new byte[(8 * 9) - 1]))),
            HandmadePng.Of(gray, HandmadePng.Chunk("IDAT"u8, data.AsSpan()[..^20])),
            HandmadePng.Of(gray, HandmadePng.Chunk("IDAT"u8, data.AsSpan()[..^1])),
            HandmadePng.Of(gray, HandmadePng.Chunk("IDAT"u8, data))[..^13],
        ];

        foreach (var photo in photos)
            Assert.IsType<TruncatedPhotoException>(Record.Exception(() => Run(photo)));
    }

    private static void WrongChecksum(byte[] png, string type)
    {
        var at = png.AsSpan().IndexOf(Encoding.ASCII.GetBytes(type));
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4));
        png[at + 4 + length] ^= 1;
    }
}
