using System.Text;
using ClothesClassification.Inference.Photos;
using SkiaSharp;
using static ClothesClassification.Inference.Tests.Photos.PreprocessorHarness;

namespace ClothesClassification.Inference.Tests.Photos;

public class BadPhotoTests
{
    [Fact]
    public void Empty_photo_is_refused()
    {
        var error = Assert.Throws<EmptyPhotoException>(() => Run([]));

        Assert.Equal("empty", error.Code);
        Assert.Equal("The photo has no bytes; send a JPEG, PNG, WebP, GIF or BMP file.", error.Message);
    }

    [Theory]
    [InlineData("\0\0\0\u0018ftypheic", "HEIC")]
    [InlineData("\0\0\0\u0018ftypavif", "AVIF")]
    [InlineData("\0\0\0\u0018ftypmp42", "video")]
    [InlineData("II*\0", "TIFF (or a camera's raw format)")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("<svg xmlns=", "SVG or XML")]
    [InlineData("<!doctype html>", "HTML")]
    [InlineData("{\"url\": 1}", "JSON")]
    [InlineData("data:image/png;base64,", "a data: URL")]
    [InlineData("\0\0\u0001\0\u0001\0", "Windows icon")]
    [InlineData("8BPS", "Photoshop")]
    [InlineData("PK\u0003\u0004", "ZIP archive")]
    [InlineData("hello", "unknown")]
    [InlineData("B", "unknown")]
    public void Other_format_is_refused_by_name(string start, string name)
    {
        var error = Assert.Throws<UnsupportedPhotoFormatException>(() => Run(Encoding.Latin1.GetBytes(start)));

        Assert.Equal(name, error.DetectedFormat);
        Assert.Equal("unsupported-format", error.Code);
        Assert.Equal(
            $"The photo's format is not supported (its first bytes say: {name}); send JPEG, PNG, WebP, GIF or BMP.",
            error.Message
        );
    }

    [Fact]
    public void Too_many_bytes_are_refused()
    {
        var error = Assert.Throws<PhotoTooLargeException>(() => Run(new byte[20_000_001]));

        Assert.Equal((PhotoLimit.Bytes, 20_000_001, 20_000_000), (error.Limit, error.Actual, error.Maximum));
        Assert.Equal("The photo has 20,000,001 bytes or more; send at most 20,000,000.", error.Message);
    }

    [Fact]
    public void Picture_of_too_many_pixels_is_refused_by_its_header()
    {
        var photo = HandmadePng.File(10_000, 5_001, 8, HandmadePng.Grey, []);

        var error = Assert.Throws<PhotoTooLargeException>(() => Run(photo));

        Assert.Equal((PhotoLimit.Pixels, 50_010_000, 50_000_000), (error.Limit, error.Actual, error.Maximum));
        Assert.Equal("The photo has 50,010,000 pixels; send at most 50,000,000.", error.Message);
    }

    [Fact]
    public void Picture_with_a_side_too_long_is_refused_by_its_header()
    {
        var photo = HandmadePng.File(16_385, 2, 8, HandmadePng.Grey, []);

        var error = Assert.Throws<PhotoTooLargeException>(() => Run(photo));

        Assert.Equal((PhotoLimit.Side, 16_385, 16_384), (error.Limit, error.Actual, error.Maximum));
        Assert.Equal("The photo's longer side has 16,385 pixels; send at most 16,384.", error.Message);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Truncated_photo_is_refused_wherever_it_is_cut(SKEncodedImageFormat format)
    {
        var photo = TestPhotos.Noise(format, 320, 400, seed: 1);

        foreach (var share in new[] { 0.3, 0.5, 0.9, 0.98 })
        {
            var cut = photo[..(int)(photo.Length * share)];
            var error = Assert.Throws<TruncatedPhotoException>(() => Run(cut));
            Assert.Equal("truncated", error.Code);
            Assert.Equal(
                "The photo ends before the picture does, as after a broken upload; send the whole file.",
                error.Message
            );
        }
    }

    [Fact]
    public void Truncated_large_photo_is_refused_when_it_is_decoded_at_a_reduced_scale()
    {
        var photo = TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 2000, 2000, seed: 2);

        Assert.Throws<TruncatedPhotoException>(() => Run(photo[..(photo.Length / 2)]));
    }

    [Fact]
    public void Truncated_gif_and_bmp_are_refused()
    {
        var gif = HandmadeGifAndBmp.Gif(60, 60, (1, 2, 3));
        var bmp = HandmadeGifAndBmp.Bmp(60, 60, 1, 2, 3);

        Assert.Throws<TruncatedPhotoException>(() => Run(gif[..(gif.Length / 2)]));
        Assert.Throws<TruncatedPhotoException>(() => Run(bmp[..(bmp.Length / 2)]));
    }

    [Theory]
    [InlineData("FFD8FF")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("52494646FFFFFFFF57454250")]
    [InlineData("474946383961")]
    public void Photo_that_is_only_a_signature_is_refused(string hex)
    {
        var error = Assert.ThrowsAny<CorruptPhotoException>(() => Run(Convert.FromHexString(hex)));

        Assert.StartsWith("The photo", error.Message, StringComparison.Ordinal);
        Assert.Contains("end the", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Png_with_broken_data_is_refused()
    {
        var photo = TestPhotos.Noise(SKEncodedImageFormat.Png, 200, 200, seed: 3);
        photo.AsSpan(photo.Length / 2, 400).Fill(0xA5);

        Assert.ThrowsAny<CorruptPhotoException>(() => Run(photo));
    }

    [Fact]
    public void Jpeg_whose_header_is_broken_is_refused()
    {
        var photo = TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 200, 200, seed: 4);
        photo.AsSpan(20, 300).Fill(0xFF);

        var error = Assert.ThrowsAny<CorruptPhotoException>(() => Run(photo));
        Assert.Contains("end the", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_photo_leaves_nothing_behind_for_the_next()
    {
        var good = TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 320, 400, seed: 5);
        var expected = Run(good).Rgb;

        Assert.Throws<TruncatedPhotoException>(() => Run(good[..(good.Length / 2)]));
        Assert.Equal(expected, Run(good).Rgb);
    }
}
