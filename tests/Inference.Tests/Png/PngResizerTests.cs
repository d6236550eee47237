using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Png;
using ClothesClassification.Inference.Tests.Photos;

namespace ClothesClassification.Inference.Tests.Png;

/// <summary>Row by row gives what the whole picture gives.</summary>
public sealed class PngResizerTests : IDisposable
{
    private const int Side = 50;
    private readonly PngDecoder decoder = new();
    private readonly PngResizer resizer = new();

    public void Dispose() => resizer.Dispose();

    [Fact]
    public void Equals_the_resized_picture_for_every_kind_orientation_and_geometry()
    {
        foreach (var kind in TestPng.Kinds())
        {
            foreach (var isInterlaced in new[] { false, true })
            {
                for (var orientation = 1; orientation <= 8; orientation++)
                {
                    foreach (var geometry in new[] { Geometry.Stretch, Geometry.CenterCrop, Geometry.Letterbox })
                    {
                        foreach (var (width, height) in new[] { (170, 150), (61, 200), (7, 9) })
                        {
                            var png = kind with { Width = width, Height = height, IsInterlaced = isInterlaced };
                            AssertSame(png, orientation, geometry);
                        }
                    }
                }
            }
        }
    }

    private void AssertSame(TestPng png, int orientation, Geometry geometry)
    {
        var file = ExifPhotos.Png(png.Encode(), HandmadePng.Chunk("eXIf"u8, ExifPhotos.Tiff(orientation)));
        var picture = decoder.Open(file, new Inference.Photos.PhotoLimits(), PngHarness.White);
        Assert.Equal(orientation, (int)picture.Orientation);
        var (width, height) = orientation < 5 ? (png.Width, png.Height) : (png.Height, png.Width);
        var shape = new PictureShape(geometry, Side, Side) { CropFraction = 0.6 };
        var plan = PhotoGeometry.Plan(shape, width, height);
        var actual = new byte[Side * Side * 3];
        resizer.Resize(ref picture, plan, actual, Side, new Resampler());

        var rgb = PngHarness.Decode(decoder, file, PngHarness.White);
        byte[] rgba = [.. rgb.Chunk(3).SelectMany(pixel => (byte[])[.. pixel, 255])];
        var expected = new byte[actual.Length];
        new RgbaResizer().Resize(
            rgba,
            png.Width,
            png.Height,
            (Orientation)orientation,
            plan,
            expected,
            Side,
            new Resampler()
        );
        Assert.True(expected.AsSpan().SequenceEqual(actual), $"{png}, orientation {orientation}, {geometry}");
    }
}
