using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Pixels;
using SkiaSharp;

namespace ClothesClassification.Inference.Photos;

/// <summary>
/// Decodes a photo with Skia into opaque RGBA, as it is stored: the EXIF turn is left to the resampler. Skia's decoders
/// do not fail on truncated data: they return what they have and report it, which is an error here.
/// </summary>
internal sealed class PhotoDecoder : IDisposable
{
    private static readonly double[] JpegFactors = [0.125, 0.25, 0.5, 1];
    private readonly PixelBuffer buffer = new();

    /// <summary>Decodes the photo's first picture; the result is valid until the next call.</summary>
    /// <param name="file">The encoded photo.</param>
    /// <param name="format">Its format, from <see cref="PhotoFormatSniffer"/>.</param>
    /// <param name="limits">Limits on its size in pixels, checked before decoding.</param>
    /// <param name="background">What is seen through transparent pixels.</param>
    /// <param name="scale">Chooses the factor, in (0, 1], for a photo of the given upright size; the decoder may keep more pixels.</param>
    /// <param name="jpegOrientation">How a JPEG has to be turned; other formats' orientation is read here.</param>
    public unsafe DecodedPhoto Decode(
        ReadOnlySpan<byte> file,
        PhotoFormat format,
        PhotoLimits limits,
        BackgroundColor background,
        DecodeScale scale,
        Orientation jpegOrientation = Orientation.TopLeft
    )
    {
        PhotoHeader.Check(file, format, limits);
        var orientation = format == PhotoFormat.Jpeg ? jpegOrientation : PhotoOrientation.Read(file, format);
        file = PhotoRepair.Apply(file, format);
        fixed (byte* bytes = file)
        {
            // No copy is made: the bytes stay fixed for as long as data and codec live.
            using var data = SKData.Create((nint)bytes, file.Length);
            using var codec = SKCodec.Create(data) ?? throw PhotoDamage.OfHeader(file, format);
            var stored = codec.Info;
            limits.CheckSize(stored.Width, stored.Height);
            var size = Reduce(codec, format, orientation, scale);
            var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            var pixels = buffer.Reserve(info.BytesSize);
            var result = codec.GetPixels(info, buffer.Address, info.RowBytes, SKCodecOptions.Default);
            if (result != SKCodecResult.Success)
                throw PhotoDamage.Of(result, format);
            if (stored.AlphaType != SKAlphaType.Opaque)
                Compositor.Run(pixels, background, pixels);
            return new DecodedPhoto(pixels, size.Width, size.Height, stored.Width, stored.Height, orientation);
        }
    }

    /// <summary>Frees memory that only large photos need.</summary>
    public void Trim() => buffer.Trim();

    public void Dispose() => buffer.Dispose();

    // A JPEG is reduced inside its inverse transform, where powers of two are cheap; WebP to any size, row by row.
    private static SKSizeI Reduce(SKCodec codec, PhotoFormat format, Orientation orientation, DecodeScale scale)
    {
        var stored = codec.Info.Size;
        var factor = orientation.IsTransposed()
            ? scale(stored.Height, stored.Width)
            : scale(stored.Width, stored.Height);
        if (format == PhotoFormat.Jpeg)
            factor = JpegFactors.First(f => f >= factor || f == 1);
        else if (format != PhotoFormat.WebP)
            factor = 1;
        return factor < 1 ? codec.GetScaledDimensions((float)factor) : stored;
    }
}

/// <summary>Chooses a decode factor, in (0, 1], for a photo of the given upright size.</summary>
internal delegate double DecodeScale(int uprightWidth, int uprightHeight);
