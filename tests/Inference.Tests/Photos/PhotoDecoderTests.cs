using System.Buffers.Binary;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Hostile;
using ClothesClassification.Inference.Tests.Jpeg;
using SkiaSharp;
using static ClothesClassification.Inference.Tests.Photos.PreprocessorHarness;

namespace ClothesClassification.Inference.Tests.Photos;

/// <summary>What photos of all formats become, and the errors of those that cannot be decoded.</summary>
public sealed class PhotoDecoderTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 3)]
    [InlineData(SKEncodedImageFormat.Png, 0)]
    [InlineData(SKEncodedImageFormat.Webp, 3)]
    public void Encoded_colour_arrives_at_the_model(SKEncodedImageFormat format, int tolerance)
    {
        var (rgb, size) = Run(TestPhotos.Plain(format, 300, 500, TestPhotos.Red));

        AssertPlain(rgb, 220, 30, 40, tolerance);
        Assert.Equal(new PhotoSize(300, 500, 300, 500), size);
    }

    [Fact]
    public void Bmp_is_read()
    {
        var (rgb, _) = Run(HandmadeGifAndBmp.Bmp(31, 17, 220, 30, 40));

        AssertPlain(rgb, 220, 30, 40, 0);
    }

    [Fact]
    public void First_frame_of_a_gif_is_read()
    {
        var (rgb, _) = Run(HandmadeGifAndBmp.Gif(20, 12, (220, 30, 40), (0, 0, 255), (9, 9, 9)));

        AssertPlain(rgb, 220, 30, 40, 0);
    }

    [Fact]
    public void Transparent_pixels_show_white()
    {
        var (rgb, _) = Run(TestPhotos.Plain(SKEncodedImageFormat.Png, 64, 64, new SKColor(200, 10, 10, 0)));

        AssertPlain(rgb, 255, 255, 255, 0);
    }

    [Fact]
    public void Half_transparent_pixels_are_mixed_with_white_and_not_with_black()
    {
        var (rgb, _) = Run(TestPhotos.Plain(SKEncodedImageFormat.Png, 64, 64, new SKColor(200, 0, 100, 128)));

        // 200 * 128/255 + 255 * 127/255 = 227.4; 0 and 100 alike.
        AssertPlain(rgb, 227, 127, 177, 1);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    public void Greyscale_is_read_as_three_equal_colours(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(40, 40, SKColorType.Gray8, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(77, 77, 77));

        var (rgb, _) = Run(bitmap.Encode(format, 95).ToArray());

        AssertPlain(rgb, 77, 77, 77, 1);
    }

    [Theory]
    [InlineData(true, 255, 0, 0, 255, 255, 0, 0)] // Adobe writes inverted ink: no cyan, full magenta and yellow, no black
    [InlineData(true, 255, 255, 255, 255, 255, 255, 255)] // no ink: white
    [InlineData(true, 255, 255, 255, 0, 0, 0, 0)] // full black
    public void Cmyk_is_read_as_ink(bool adobe, byte c, byte m, byte y, byte k, byte red, byte green, byte blue)
    {
        var (rgb, _) = Run(HandmadeJpeg.Plain(32, 24, adobe, c, m, y, k));

        AssertPlain(rgb, red, green, blue, 2);
    }

    [Fact]
    public void Sixteen_bits_a_channel_are_read()
    {
        var grey = HandmadePng.Plain(20, 30, 16, HandmadePng.Grey, 0x8000);
        var color = HandmadePng.Plain(20, 30, 16, HandmadePng.Rgb, 0xFFFF, 0x8000, 0x0100);

        AssertPlain(Run(grey).Rgb, 128, 128, 128, 1);
        AssertPlain(Run(color).Rgb, 255, 128, 1, 1);
    }

    [Theory]
    [InlineData(4000, 3000, 1000, 750)] // 1/8 would leave 375 rows
    [InlineData(1000, 3000, 500, 1500)]
    [InlineData(900, 900, 450, 450)]
    [InlineData(895, 895, 895, 895)] // 1/2 would leave 447
    public void Large_jpeg_is_decoded_by_Skia_at_the_smallest_scale_that_leaves_twice_the_model(
        int width,
        int height,
        int decodedWidth,
        int decodedHeight
    )
    {
        var (rgb, size) = Run(
            TestPhotos.Plain(SKEncodedImageFormat.Jpeg, width, height, TestPhotos.Red),
            jpegBySkia: true
        );

        Assert.Equal(new PhotoSize(width, height, decodedWidth, decodedHeight), size);
        AssertPlain(rgb, 220, 30, 40, 3);
    }

    [Theory]
    [InlineData(4000, 3000, 500, 375)] // 1.67 times the model's 224
    [InlineData(2800, 2800, 700, 700)] // 1/8 would leave 350 rows, 1.56 times
    [InlineData(900, 900, 450, 450)]
    [InlineData(715, 715, 715, 715)] // 1/2 would leave 357
    public void Large_jpeg_is_decoded_at_the_smallest_scale_that_leaves_enough_of_it(
        int width,
        int height,
        int decodedWidth,
        int decodedHeight
    )
    {
        var (rgb, size) = Run(TestPhotos.Plain(SKEncodedImageFormat.Jpeg, width, height, TestPhotos.Red));

        Assert.Equal(new PhotoSize(width, height, decodedWidth, decodedHeight), size);
        AssertPlain(rgb, 220, 30, 40, 3);
    }

    [Fact]
    public void Photo_of_one_pixel_is_enlarged()
    {
        var (rgb, size) = Run(TestPhotos.Plain(SKEncodedImageFormat.Png, 1, 1, TestPhotos.Red));

        AssertPlain(rgb, 220, 30, 40, 0);
        Assert.Equal(new PhotoSize(1, 1, 1, 1), size);
    }

    [Fact]
    public void Photo_at_each_limit_is_accepted()
    {
        var png = TestPhotos.Plain(SKEncodedImageFormat.Png, 40, 30, TestPhotos.Red);

        Run(
            png,
            new PhotoLimits
            {
                MaxBytes = png.Length,
                MaxPixels = 1200,
                MaxSide = 40,
            }
        );
    }

    [Fact]
    public void Empty_photo_is_refused()
    {
        var error = Assert.Throws<EmptyPhotoException>(() => Run([]));

        Assert.Equal("empty", error.Code);
        Assert.Equal("The photo has no bytes; send a JPEG, PNG, WebP, GIF or BMP file.", error.Message);
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
    public void Bmp_that_does_not_say_where_its_pixels_begin_is_read()
    {
        byte[][] photos =
        [
            HandmadeGifAndBmp.Bmp(31, 17, 220, 30, 40),
            TopDown(HandmadeGifAndBmp.Bmp(31, 17, 220, 30, 40)),
            HandmadeBmp.Palette(31, 17),
            HandmadeBmp.RunLength(31, 17),
            OldBmp(),
        ];

        foreach (var photo in photos)
            Assert.Equal(Run(photo).Rgb, Run(HandmadeBmp.WithoutOffset(photo)).Rgb);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void End_of_image_is_not_needed_where_Skia_decodes_a_jpeg(bool progressive)
    {
        var ink = new TestJpeg { Sampling = [(1, 1), (1, 1), (1, 1), (1, 1)], IsProgressive = progressive }.Encode();
        var expected = Run(ink).Rgb;

        Assert.Equal(expected, Run(ink[..^1]).Rgb);
        Assert.Equal(expected, Run(ink[..^2]).Rgb);
        Assert.Equal(expected, Run([.. ink[..^2], .. "a telephone's trailer"u8]).Rgb);
        for (var cut = 3; cut < 100; cut++)
            Assert.IsType<TruncatedPhotoException>(Record.Exception(() => Run(ink[..^cut])));
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

    private static byte[] TopDown(byte[] bmp)
    {
        BinaryPrimitives.WriteInt32LittleEndian(
            bmp.AsSpan(22),
            -BinaryPrimitives.ReadInt32LittleEndian(bmp.AsSpan(22))
        );
        return bmp;
    }

    // OS/2's header of 12 bytes: 2 bytes for a number, 3 for a colour.
    private static byte[] OldBmp()
    {
        var file = new byte[26 + (3 * 256) + (32 * 17)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 26 + (3 * 256));
        (file[14], file[18], file[20], file[22], file[24]) = (12, 31, 17, 1, 8);
        for (var i = 26; i < file.Length; i++)
            file[i] = (byte)(i * 7);
        return file;
    }
}
