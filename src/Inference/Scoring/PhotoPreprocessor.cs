using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Png;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Scoring;

/// <summary>
/// From the bytes of a photo to the model's picture: sniff, check limits, decode, resize. Serves one photo at a time and
/// keeps its memory for the next.
/// </summary>
/// <param name="model">The model whose picture is made.</param>
/// <param name="limits">What a photo may be.</param>
/// <param name="jpegBySkia">
/// Whether Skia decodes JPEGs, too: for tests, as only its full-size decode gives the reference's bytes.
/// </param>
internal sealed class PhotoPreprocessor(ImageModel model, PhotoLimits limits, bool jpegBySkia = false) : IDisposable
{
    private readonly PhotoDecoder decoder = new();
    private readonly JpegDecoder jpeg = new();
    private readonly PngDecoder png = new();
    private readonly PngResizer pngResizer = new();
    private readonly Resampler resampler = new();
    private readonly RgbaResizer rgbaResizer = new();
    private DecodeScale? transformScale;
    private readonly PixelBuffer decoded = new();
    private readonly BackgroundColor background = model.Background;
    private readonly ModelInput input = model.Input;
    private readonly PictureShape shape = PictureShape.Of(model);

    // The library's decoder resizes planes of luma and chroma before it computes colours: near enough for the smooth filter.
    private readonly bool skiaOnly = jpegBySkia || model.Filter != ResizeFilter.BilinearAntialiased;

    /// <summary>Fills the model's picture.</summary>
    /// <param name="file">The encoded photo.</param>
    /// <param name="rgb">Receives model height x width x 3 bytes, red first.</param>
    /// <param name="clock">Receives the duration of each step.</param>
    /// <exception cref="PhotoException">The photo is empty, of another format, over a limit, or damaged.</exception>
    public PhotoSize Run(ReadOnlySpan<byte> file, Span<byte> rgb, ref StageClock clock)
    {
        try
        {
            limits.CheckBytes(file.Length);
            var format = PhotoFormatSniffer.Sniff(file);
            clock.EndInspect();
            if (
                format == PhotoFormat.Jpeg
                && !skiaOnly
                && jpeg.TryDecode(file, limits, transformScale ??= TransformScale, out var picture)
            )
            {
                clock.EndDecode();
                var size = Resize(picture, rgb);
                Grey(rgb);
                clock.EndResize();
                return size;
            }

            if (format == PhotoFormat.Png)
                return RunPng(file, rgb, ref clock);

            var orientation = Orientation.TopLeft;
            if (format == PhotoFormat.Jpeg)
            {
                orientation = JpegHeaderValidator.Validate(file, limits, out var hasEnd);
                if (!hasEnd)
                    file = jpeg.AddEnd(file, limits);
            }

            var photo = decoder.Decode(file, format, limits, background, DecodeScale, orientation);
            clock.EndDecode();
            Resize(photo.Pixels, photo.Width, photo.Height, photo.Orientation, rgb);
            Grey(rgb);
            clock.EndResize();
            return PhotoSize.Of(photo);
        }
        catch (Exception e) when (SkiaSharpVersionException.From(e) is { } newer)
        {
            throw newer;
        }
        finally
        {
            decoder.Trim();
            jpeg.Trim();
            png.Trim();
            pngResizer.Trim();
        }
    }

    /// <summary>Fills the model's picture from one that ML.NET has decoded, which is taken as upright.</summary>
    /// <exception cref="PhotoException">The picture is over a limit.</exception>
    public PhotoSize Run(MLImage image, Span<byte> rgb, ref StageClock clock)
    {
        limits.CheckSize(image.Width, image.Height);
        try
        {
            var pixels = decoded.Reserve(image.Width * image.Height * 4);
            MLImagePixels.Copy(image, pixels, background);
            clock.EndDecode();
            Resize(pixels, image.Width, image.Height, Orientation.TopLeft, rgb);
            Grey(rgb);
            clock.EndResize();
            return new PhotoSize(image.Width, image.Height, image.Width, image.Height);
        }
        finally
        {
            decoded.Trim();
        }
    }

    /// <summary>Resizes an opaque RGBA picture into the model's picture.</summary>
    public void Resize(ReadOnlySpan<byte> rgba, int width, int height, Orientation orientation, Span<byte> rgb)
    {
        var (uprightWidth, uprightHeight) = orientation.IsTransposed() ? (height, width) : (width, height);
        var plan = Plan(uprightWidth, uprightHeight, rgb);
        rgbaResizer.Resize(rgba, width, height, orientation, plan, rgb, input.Width, resampler);
    }

    public void Dispose()
    {
        decoder.Dispose();
        jpeg.Dispose();
        pngResizer.Dispose();
        decoded.Dispose();
    }

    // It is resized while it is decoded.
    private PhotoSize RunPng(ReadOnlySpan<byte> file, Span<byte> rgb, ref StageClock clock)
    {
        var picture = png.Open(file, limits, background);
        var (width, height) = (picture.Header.Width, picture.Header.Height);
        if (picture.Orientation.IsTransposed())
            (width, height) = (height, width);
        clock.EndDecode();
        var decoding = pngResizer.Resize(ref picture, Plan(width, height, rgb), rgb, input.Width, resampler);
        Grey(rgb);
        clock.EndResize(decoding);
        return new PhotoSize(width, height, width, height);
    }

    private PhotoSize Resize(JpegPicture picture, Span<byte> rgb)
    {
        var frame = picture.Frame;
        var (width, height) = (frame.Width, frame.Height);
        if (picture.Orientation.IsTransposed())
            (width, height) = (height, width);
        JpegResizer.Resize(picture, Plan(width, height, rgb), rgb, input.Width, resampler);
        return new PhotoSize(
            width,
            height,
            ReducedSize.Of(width, frame.BlockSide),
            ReducedSize.Of(height, frame.BlockSide)
        );
    }

    // Also paints what the photo will not cover.
    private ResizePlan Plan(int uprightWidth, int uprightHeight, Span<byte> rgb)
    {
        var plan = PhotoGeometry.Plan(shape, uprightWidth, uprightHeight);
        if (!plan.FillsTarget(input.Width, input.Height))
            Fill(rgb, background);
        return plan;
    }

    // Skia's reduced picture is planned by its own size, in which whole pixels of the photo are not whole.
    private double DecodeScale(int uprightWidth, int uprightHeight) =>
        shape.CountsPixels ? 1 : 1 / PhotoGeometry.MaxReduction(shape, uprightWidth, uprightHeight);

    private double TransformScale(int uprightWidth, int uprightHeight) =>
        1 / PhotoGeometry.MaxReduction(shape, uprightWidth, uprightHeight, PhotoGeometry.TransformOversampling);

    private void Grey(Span<byte> rgb)
    {
        if (input.Colors == ColorOrder.Grey)
            Luma.Apply(rgb, input.Inverted);
    }

    private static void Fill(Span<byte> rgb, BackgroundColor color)
    {
        for (var i = 0; i + 2 < rgb.Length; i += 3)
        {
            rgb[i] = color.Red;
            rgb[i + 1] = color.Green;
            rgb[i + 2] = color.Blue;
        }
    }
}
