using ClothesClassification.Inference.Jpeg;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference.Tests.Jpeg;

/// <summary>Runs the decoder alone.</summary>
internal static class JpegHarness
{
    /// <summary>Decodes with blocks becoming squares of a given side; the planes' samples, without padding.</summary>
    public static byte[][,] Decode(JpegDecoder decoder, byte[] file, int side)
    {
        Assert.True(decoder.TryDecode(file, new PhotoLimits(), (_, _) => side / 8.0, out var picture));
        Assert.Equal(side, picture.Frame.BlockSide);
        var planes = new byte[picture.Frame.Components.Length][,];
        for (var i = 0; i < planes.Length; i++)
        {
            var component = picture.Frame.Components[i];
            var samples = picture.Plane(component);
            planes[i] = new byte[component.Height, component.Width];
            for (var y = 0; y < component.Height; y++)
            {
                for (var x = 0; x < component.Width; x++)
                    planes[i][y, x] = samples[(y * component.Stride) + x];
            }
        }

        return planes;
    }

    /// <summary>Decodes whatever it is.</summary>
    /// <returns>null if the decoder took and decoded it or left it to Skia; else what it threw.</returns>
    public static Exception? Try(JpegDecoder decoder, byte[] file, int side, PhotoLimits limits)
    {
        try
        {
            decoder.TryDecode(file, limits, (_, _) => side / 8.0, out _);
            return null;
        }
        catch (PhotoException e)
        {
            return e;
        }
    }
}
