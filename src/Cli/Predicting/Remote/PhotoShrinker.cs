using ClothesClassification.Inference.Photos;
using SkiaSharp;

namespace ClothesClassification.Cli.Predicting.Remote;

/// <summary>Makes a photo that is too large to be sent into a smaller JPEG, upright and on white.</summary>
internal static class PhotoShrinker
{
    private const int Quality = 90;

    // The model's picture is a few hundred pixels wide: nothing that it looks at is lost.
    private static readonly int[] Sides = [2048, 1536, 1024, 768];

    // One at a time: a decoded photo may take 200 MB.
    private static readonly SemaphoreSlim Turn = new(1);

    /// <exception cref="PayloadException">The photo cannot be decoded, or not be made small enough.</exception>
    public static async Task<byte[]> ShrinkAsync(byte[] photo, int limit, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Shrink(photo, limit);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static byte[] Shrink(byte[] photo, int limit)
    {
        using var data = SKData.CreateCopy(photo);
        using var codec = SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > PhotoLimits.DefaultMaxPixels)
            throw new PayloadException("The photo is too large to be sent, and not one that can be shrunk.");
        using var bitmap = Decode(codec);
        foreach (var side in Sides)
        {
            using var smaller = Draw(bitmap, codec.EncodedOrigin, side);
            using var encoded = smaller.Encode(SKEncodedImageFormat.Jpeg, Quality);
            if (encoded.Size <= limit)
                return encoded.ToArray();
        }

        throw new PayloadException("The photo is too large to be sent, shrunk as well.");
    }

    private static SKBitmap Decode(SKCodec codec)
    {
        var longest = Math.Max(codec.Info.Width, codec.Info.Height);
        // JPEG decodes to eighths of its sides for less; other formats keep their size.
        var size = codec.GetScaledDimensions(Math.Min(1, (float)Sides[0] / longest));
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw new PayloadException("The photo is too large to be sent, and damaged: it cannot be shrunk.");
    }

    private static SKImage Draw(SKBitmap bitmap, SKEncodedOrigin origin, int side)
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
        surface.Canvas.SetMatrix(SKMatrix.CreateScale(scale, scale).PostConcat(Upright(origin, w, h)));
        // Medium averages what it shrinks.
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.Medium };
        surface.Canvas.DrawBitmap(bitmap, 0, 0, paint);
        return surface.Snapshot();
    }

    // EXIF 2.32, tag Orientation: where the first row and column of the stored picture of w x h belong.
    private static SKMatrix Upright(SKEncodedOrigin origin, float w, float h) =>
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
