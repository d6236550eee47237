using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Png;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests.Png;

/// <summary>Decodes a PNG alone, by the library and by Skia: 3 bytes a pixel, over a background.</summary>
internal static class PngHarness
{
    public static readonly BackgroundColor White = new(255, 255, 255);

    public static byte[] Decode(PngDecoder decoder, byte[] file, BackgroundColor background, PhotoLimits? limits = null)
    {
        var picture = decoder.Open(file, limits ?? new PhotoLimits(), background);
        var (width, height) = (picture.Header.Width, picture.Header.Height);
        var length = width * height;
        var planes = new byte[picture.Planes * length];
        if (picture.Header.IsInterlaced)
        {
            picture.ReadPasses(planes, width, new byte[picture.Planes * width]);
        }
        else
        {
            for (var y = 0; y < height; y++)
            {
                var green = picture.Planes == 1 ? default : planes.AsSpan(length + (y * width), width);
                var blue = picture.Planes == 1 ? default : planes.AsSpan((2 * length) + (y * width), width);
                picture.ReadRow(planes.AsSpan(y * width, width), green, blue);
            }
        }

        picture.Finish();
        var rgb = new byte[3 * length];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = planes[(picture.Planes == 1 ? 0 : i % 3 * length) + (i / 3)];
        return rgb;
    }

    /// <returns>null if the file was decoded; else what it is refused for.</returns>
    public static PhotoException? Try(PngDecoder decoder, byte[] file, PhotoLimits limits)
    {
        try
        {
            Decode(decoder, file, White, limits);
            return null;
        }
        catch (PhotoException e)
        {
            return e;
        }
    }

    /// <returns>null if Skia does not decode it, or only in part.</returns>
    public static unsafe byte[]? DecodeBySkia(byte[] file, BackgroundColor background)
    {
        fixed (byte* bytes = file)
        {
            using var data = SKData.Create((nint)bytes, file.Length);
            using var codec = SKCodec.Create(data);
            if (codec is null)
                return null;
            var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            var rgba = new byte[info.BytesSize];
            fixed (byte* pixels = rgba)
            {
                if (codec.GetPixels(info, (nint)pixels, info.RowBytes, SKCodecOptions.Default) != SKCodecResult.Success)
                    return null;
            }

            return Opaque(rgba, background);
        }
    }

    /// <summary>Straight alpha over a background, rounded to nearest.</summary>
    public static byte[] Opaque(byte[] rgba, BackgroundColor background)
    {
        byte[] behind = [background.Red, background.Green, background.Blue];
        var rgb = new byte[rgba.Length / 4 * 3];
        for (var i = 0; i < rgb.Length; i++)
        {
            var (color, alpha) = (rgba[(i / 3 * 4) + (i % 3)], rgba[(i / 3 * 4) + 3]);
            rgb[i] = (byte)Math.Round(((color * alpha) + (behind[i % 3] * (255 - alpha))) / 255.0);
        }

        return rgb;
    }
}
