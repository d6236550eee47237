using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pixels;
using ClothesClassification.Inference.Png;
using SkiaSharp;

namespace ClothesClassification.Cli.Photos;

/// <summary>A decoded photo, to be drawn upright and on white at smaller sizes.</summary>
internal sealed class OrientedBitmap : IDisposable
{
    private readonly SKBitmap bitmap;
    private readonly SKEncodedOrigin origin;

    private OrientedBitmap(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        this.bitmap = bitmap;
        this.origin = origin;
    }

    /// <summary>Decodes a photo, and draws it with a longer side of at most so many pixels.</summary>
    /// <param name="file">The encoded photo.</param>
    /// <param name="side">The longer side in pixels.</param>
    /// <returns>null where Skia cannot decode it.</returns>
    public static SKImage? Read(ReadOnlySpan<byte> file, int side)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        using var photo = codec is null ? null : Decode(file, codec, 2 * side);
        return photo?.Draw(side);
    }

    /// <summary>Decodes a photo, a JPEG or WebP at about the given longer side.</summary>
    /// <param name="file">The encoded photo.</param>
    /// <param name="codec">Its codec.</param>
    /// <param name="side">The longer side in pixels.</param>
    /// <returns>null if it is damaged.</returns>
    public static OrientedBitmap? Decode(ReadOnlySpan<byte> file, SKCodec codec, int side)
    {
        var longest = Math.Max(codec.Info.Width, codec.Info.Height);
        // JPEG decodes to eighths of its sides for less; other formats keep their size.
        var size = codec.GetScaledDimensions(Math.Min(1, (float)side / longest));
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success)
            return new OrientedBitmap(bitmap, Origin(file));
        bitmap.Dispose();
        return null;
    }

    /// <summary>Draws the photo with a longer side of at most so many pixels.</summary>
    public SKImage Draw(int side)
    {
        var scale = Math.Min(1, (float)side / Math.Max(bitmap.Width, bitmap.Height));
        var (w, h) = (bitmap.Width * scale, bitmap.Height * scale);
        var turned = origin >= SKEncodedOrigin.LeftTop;
        var info = new SKImageInfo(
            Math.Max(1, (int)Math.Round(turned ? h : w)),
            Math.Max(1, (int)Math.Round(turned ? w : h)),
            SKColorType.Rgba8888,
            SKAlphaType.Opaque
        );
        using var surface = SKSurface.Create(info);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.SetMatrix(SKMatrix.CreateScale(scale, scale).PostConcat(Upright(w, h)));
        // Medium averages what it shrinks.
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.Medium };
        surface.Canvas.DrawBitmap(bitmap, 0, 0, paint);
        return surface.Snapshot();
    }

    public void Dispose() => bitmap.Dispose();

    // As the classifier reads it, so that both see the same photo.
    private static SKEncodedOrigin Origin(ReadOnlySpan<byte> file)
    {
        try
        {
            var format = PhotoFormatSniffer.Sniff(file);
            return (SKEncodedOrigin)(
                format switch
                {
                    PhotoFormat.Jpeg => JpegHeaderValidator.Validate(file, new PhotoLimits(), out _),
                    PhotoFormat.Png => PngExif.ReadOrientation(file, new Inflater()) ?? Orientation.TopLeft,
                    _ => PhotoOrientation.Read(file, format),
                }
            );
        }
        catch (PhotoException)
        {
            // Skia decodes formats that the classifier does not.
            return SKEncodedOrigin.TopLeft;
        }
    }

    // EXIF 2.32, tag Orientation: where the first row and column of the stored picture of w x h belong.
    private SKMatrix Upright(float w, float h) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
}
