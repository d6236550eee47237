using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>
/// The model's picture by the library's own decoder against that by Skia. They differ by design: here chroma is resized from
/// its own size, and colours are computed last.
/// </summary>
public sealed class JpegResizerTests
{
    private const int Side = 224;

    [Fact]
    public void Validation_photos_differ_by_half_a_level_on_average_and_by_one_at_most()
    {
        var photos = Directory
            .GetFiles(SharedData.Validation(), "*.jpg", SearchOption.AllDirectories)
            .Order()
            .Select(path => (Path: path, Difference: Difference(File.ReadAllBytes(path))))
            .ToArray();

        Assert.Equal(341, photos.Length);
        Assert.True(photos.Average(p => p.Difference) <= 0.5, $"{photos.Average(p => p.Difference):F3} on average");
        var worst = photos.MaxBy(p => p.Difference);
        Assert.True(worst.Difference <= 1, $"{worst.Difference:F3} for {worst.Path}");
    }

    [Fact]
    public void Every_kind_of_file_gives_the_picture_that_Skia_gives()
    {
        foreach (var jpeg in TestJpegs.All().Concat(TestJpegs.Sides()).Where(j => j.Sampling[0].H != 3))
        {
            var smooth = jpeg with { Roughness = 2, Quantization = 2 };
            var difference = Difference(smooth.Encode());
            // Skia repeats samples of chroma where there are four pixels for each; here they are interpolated.
            var most = jpeg.Sampling[0].H == 4 ? 2.5 : 1.5;
            Assert.True(difference <= most, $"{difference:F3} for {smooth}");
        }
    }

    [Fact]
    public void Red_green_and_blue_by_Adobes_marker_are_not_converted()
    {
        var jpeg = new TestJpeg
        {
            IsRgb = true,
            Sampling = [(1, 1), (1, 1), (1, 1)],
            Roughness = 2,
        };

        Assert.True(Difference(jpeg.Encode()) <= 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Each_orientation_gives_the_picture_that_Skia_gives(int orientation)
    {
        foreach (var (width, height) in new[] { (417, 299), (61, 65) })
        {
            var file = new TestJpeg
            {
                Width = width,
                Height = height,
                Roughness = 2,
                Quantization = 2,
            }.Encode();

            var difference = Difference(TestPhotos.WithOrientation(file, orientation));
            Assert.True(difference <= 1, $"{difference:F3} at {width} x {height}");
        }
    }

    [Theory]
    [InlineData(SKJpegEncoderDownsample.Downsample420)]
    [InlineData(SKJpegEncoderDownsample.Downsample422)]
    [InlineData(SKJpegEncoderDownsample.Downsample444)]
    public void Reduced_photo_resembles_the_full_one(SKJpegEncoderDownsample downsample)
    {
        foreach (var (width, height) in new[] { (1437, 961), (900, 720), (3005, 2999) })
        {
            using var picture = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            using (var canvas = new SKCanvas(picture))
            {
                canvas.Clear(SKColors.Beige);
                using var paint = new SKPaint { IsAntialias = true };
                for (var i = 0; i < 60; i++)
                {
                    paint.Color = new SKColor((uint)(0xFF000000 | (i * 0x3A7F15)));
                    canvas.DrawCircle(width * (i * 31 % 60) / 60f, height * (i * 17 % 60) / 60f, 20 + (i * 4), paint);
                }
            }

            using var stream = new MemoryStream();
            picture
                .PeekPixels()
                .Encode(stream, new SKJpegEncoderOptions(95, downsample, SKJpegEncoderAlphaOption.Ignore));
            var difference = Difference(stream.ToArray());
            Assert.True(difference <= 1.5, $"{difference:F3} at {width} x {height}");
        }
    }

    [Fact]
    public void Second_photo_of_a_kind_is_decoded_and_resized_without_allocating()
    {
        // More tables of their own than are kept, so that making them is measured, too.
        var files = TestJpegs
            .All()
            .Select(j => (j with { Width = 100 + j.Width, Height = 100 + j.Height }).Encode())
            .ToArray();
        using var decoder = new JpegDecoder();
        var (limits, resampler, rgb) = (new PhotoLimits(), new Resampler(), new byte[Side * Side * 3]);
        RunAll();
        RunAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void RunAll()
        {
            foreach (var file in files)
            {
                Assert.True(decoder.TryDecode(file, limits, Full, out var picture));
                var plan = new ResizePlan(0, 0, picture.Frame.Width, picture.Frame.Height, 0, 0, Side, Side);
                JpegResizer.Resize(picture, plan, rgb, Side, resampler);
            }
        }

        static double Full(int width, int height) => 1;
    }

    private static double Difference(byte[] file)
    {
        var (own, ownSize) = PreprocessorHarness.Run(file);
        var (skias, skiasSize) = PreprocessorHarness.Run(file, jpegBySkia: true);
        Assert.Equal((skiasSize.Width, skiasSize.Height), (ownSize.Width, ownSize.Height));
        return own.Zip(skias, (a, b) => Math.Abs(a - b)).Average();
    }
}
